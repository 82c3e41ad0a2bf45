package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a request is refused (RFC 9457).
 *
 * @param status HTTP status
 * @param title the kind of problem
 * @param detail what is wrong with this request and what to do
 * @param field the attribute, header or part at fault
 */
record Problem(int status, String title, String detail, Optional<String> field) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem tooLarge(long bytes, EventsConfig config) {
        String detail = "the event has " + bytes + " bytes; at most "
                + config.maxSize().asLongValue() + " are read (sli-provider.events.max-size)";
        return new Problem(413, "Event too large", detail, Optional.of("body"));
    }

    /** @return a response that asks for the event to be sent again in a second */
    static Response later(String why) {
        var problem = new Problem(503, "Temporarily unavailable", why + "; retry this request", Optional.empty());
        return Response.fromResponse(problem.response())
                .header("Retry-After", 1)
                .build();
    }

    /** Events over HTTP are disabled. */
    static Problem closed(TransportKind kind) {
        String detail = "events are not taken over HTTP, because they come by "
                + kind.name().toLowerCase(Locale.ROOT)
                + " (sli-provider.events.transport); sli-provider.events.over-http=true takes them here as well";
        return new Problem(403, "Events over HTTP are disabled", detail, Optional.empty());
    }

    String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        field.ifPresent(name -> body.put("field", name));
        return body.toString();
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(body()).build();
    }
}
