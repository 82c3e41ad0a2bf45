package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.transport.Problem;
import java.util.Optional;

/**
 * The response to a request for the history.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param body JSON
 */
record HistoryAnswer(int status, String mediaType, JsonNode body) {

    private static final int OK = 200;

    static HistoryAnswer of(JsonNode body) {
        return new HistoryAnswer(OK, "application/json", body);
    }

    /** @param found whether there is such an evaluation */
    static HistoryAnswer of(boolean found) {
        return of(JsonNodeFactory.instance.objectNode().put("found", found));
    }

    /**
     * Problem details (RFC 9457).
     *
     * @param status of HTTP
     * @param detail what is wrong, and what to do
     */
    static HistoryAnswer problem(int status, String title, String detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return new HistoryAnswer(status, "application/problem+json", body);
    }

    /** @return the same as a response of the history */
    static HistoryAnswer of(Problem problem) {
        return problem(problem.status(), problem.title(), problem.detail());
    }

    /** @return the same, for a request whose body is not read */
    Problem toProblem() {
        return new Problem(
                status, body.path("title").asText(), body.path("detail").asText(), Optional.empty());
    }

    static HistoryAnswer unusable(String detail) {
        return problem(400, "Unusable request", detail);
    }

    static HistoryAnswer forbidden(String what) {
        return problem(403, "Forbidden", "the token does not allow " + what + "; use another one");
    }
}
