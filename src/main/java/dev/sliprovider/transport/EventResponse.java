package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The response to a client on the port for events.
 *
 * @param status HTTP status
 * @param headers by name
 * @param body may be empty
 */
record EventResponse(int status, Map<String, String> headers, Buffer body) {

    /** @return HTTP 202: the event is accepted */
    static EventResponse accepted() {
        return new EventResponse(202, Map.of(), Buffer.buffer());
    }

    /** @return HTTP 202 with the reason why the event is ignored */
    static EventResponse ignored(String why) {
        String body = JsonNodeFactory.instance.objectNode().put("detail", why).toString();
        return of(202, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** @return a response with a body */
    static EventResponse of(int status, String mediaType, byte[] body) {
        return new EventResponse(status, Map.of(HttpHeaders.CONTENT_TYPE.toString(), mediaType), Buffer.buffer(body));
    }

    /** @return the same with one more header */
    EventResponse with(CharSequence header, String value) {
        var all = new TreeMap<>(headers);
        all.put(header.toString(), value);
        return new EventResponse(status, all, body);
    }

    /** @return the same response for a resource method */
    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(response::header);
        return (body.length() == 0 ? response : response.entity(body.getBytes())).build();
    }

    /** Sends the response, unless the client has disconnected. */
    void send(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status);
            response.headers().addAll(headers);
            response.end(body);
        }
    }
}
