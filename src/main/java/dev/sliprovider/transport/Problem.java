package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The reason why a request is refused, as problem details (RFC 9457).
 *
 * @param status HTTP status
 * @param title the kind of problem
 * @param detail what is wrong with this request and what to do
 * @param field the attribute, header or part at fault
 * @param retryAfter seconds after which the client may repeat the request
 * @param line of the file at fault
 */
public record Problem(
        int status,
        String title,
        String detail,
        Optional<String> field,
        Optional<Integer> retryAfter,
        Optional<Integer> line) {

    /** Media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A permanent problem: a repeated request has it again. */
    public Problem(int status, String title, String detail, Optional<String> field) {
        this(status, title, detail, field, Optional.empty(), Optional.empty());
    }

    /** @return the same; the client may repeat the request after these seconds */
    public Problem retryAfter(int seconds) {
        return new Problem(status, title, detail, field, Optional.of(seconds), line);
    }

    /** @return the same, with the line of the file at fault */
    public Problem at(Optional<Integer> place) {
        return new Problem(status, title, detail, field, retryAfter, place);
    }

    static Problem tooLarge(long bytes, EventsConfig config) {
        String detail = "the event has " + bytes + " bytes; at most "
                + config.maxSize().asLongValue() + " are read (sli-provider.events.max-size)";
        return new Problem(413, "Event too large", detail, Optional.of("body"));
    }

    /** @return a temporary problem: the client may send the event again after one second */
    public static Problem later(String why) {
        return new Problem(503, "Temporarily unavailable", why + "; retry this request", Optional.empty())
                .retryAfter(1);
    }

    /** @return the problem that other unfinished bodies use the memory for bodies */
    static Problem crowded() {
        return later("events that are being received use the memory for them");
    }

    /** @param why what has not arrived */
    static Problem stalled(String why) {
        return new Problem(408, "Request timeout", why + "; send the request again", Optional.of("body"));
    }

    /**
     * The end of the body is ambiguous (RFC 9112, 6.1).
     *
     * @param status 400, or 501 for an unknown coding
     */
    static Problem coding(int status) {
        return new Problem(
                status,
                "Unsupported transfer coding",
                "Transfer-Encoding must be chunked, once, or absent",
                Optional.of("Transfer-Encoding"));
    }

    /** There is nothing at this path. */
    static Problem unknown() {
        return new Problem(404, "Not found", "there is nothing at this path; correct it", Optional.empty());
    }

    /** Events over HTTP are disabled. */
    static Problem closed(TransportKind kind) {
        String detail = "events are not taken over HTTP, because they come by "
                + kind.name().toLowerCase(Locale.ROOT)
                + " (sli-provider.events.transport); sli-provider.events.over-http=true takes them here as well";
        return new Problem(403, "Events over HTTP are disabled", detail, Optional.empty());
    }

    /** @return the details as JSON */
    public String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        field.ifPresent(name -> body.put("field", name));
        line.ifPresent(number -> body.put("line", number));
        return body.toString();
    }

    /** @return the response to the client */
    public Response toResponse() {
        return response().toResponse();
    }

    EventResponse response() {
        EventResponse response = EventResponse.of(status, MEDIA_TYPE, body().getBytes(StandardCharsets.UTF_8));
        return retryAfter
                .map(seconds -> response.with(HttpHeaders.RETRY_AFTER, seconds.toString()))
                .orElse(response);
    }
}
