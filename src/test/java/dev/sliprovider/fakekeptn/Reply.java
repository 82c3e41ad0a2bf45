package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a service answers: a status and JSON. */
public record Reply(int status, JsonNode body) {

    public static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    public static Reply done() {
        return ok(JsonNodeFactory.instance.objectNode());
    }

    /** As all of Keptn's services say what is wrong. */
    public static Reply error(int code, String message) {
        return new Reply(
                code, JsonNodeFactory.instance.objectNode().put("code", code).put("message", message));
    }

    /** The service has no such path; its routers say so in plain text. */
    public static Reply noRoute() {
        return new Reply(404, JsonNodeFactory.instance.textNode("404 page not found"));
    }
}
