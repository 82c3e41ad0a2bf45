package dev.sliprovider.http;

import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of a request. */
public sealed interface HttpReply {

    /**
     * A response with any status.
     *
     * @param status HTTP status
     * @param header value of a header by its name
     * @param body not larger than the request allows; empty if the request needs the status only
     * @param version of HTTP
     */
    record Answered(int status, Function<String, Optional<String>> header, byte[] body, HttpVersion version)
            implements HttpReply {

        /** @return the body as UTF-8 */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** @return the status only, because headers and body may contain credentials */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /**
     * No response, or one that cannot be read.
     *
     * @param failure the cause
     */
    record Unanswered(ConnectionFailure failure) implements HttpReply {}
}
