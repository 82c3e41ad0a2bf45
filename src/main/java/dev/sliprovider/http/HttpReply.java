package dev.sliprovider.http;

import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What became of a request. */
public sealed interface HttpReply {

    /**
     * An answer, whatever its status.
     *
     * @param status HTTP status
     * @param header value of a header by its name
     * @param body not larger than the request allows; empty if its status is enough
     * @param version of HTTP
     */
    record Answered(int status, Function<String, Optional<String>> header, byte[] body, HttpVersion version)
            implements HttpReply {

        /** @return the body as UTF-8 */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** @return the status; headers and body may have credentials */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /**
     * No answer, or none that can be read.
     *
     * @param failure why
     */
    record Unanswered(ConnectionFailure failure) implements HttpReply {}
}
