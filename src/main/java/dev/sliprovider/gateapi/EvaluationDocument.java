package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.Problem;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** An evaluation as JSON for clients. */
final class EvaluationDocument {

    static final String JSON = "application/json";

    private EvaluationDocument() {}

    /** @return the document of an outcome */
    static ObjectNode of(EvaluationRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Concluded concluded -> of(concluded.recorded());
            case Outcome.Impossible impossible -> errored(request.id(), request.scope(), impossible.problem());
        };
    }

    static ObjectNode of(ReportedEvaluation recorded) {
        ObjectNode document = Reports.json(recorded);
        links(document, document.path("id").asText())
                .put("report", path(document.path("id").asText()) + "/report.html");
        return document;
    }

    static ObjectNode running(EvaluationRequest request) {
        return state(request.id(), request.scope(), "running", "the evaluation is in progress");
    }

    /** @return the document of an evaluation about which nothing but its id is known */
    static ObjectNode of(String id, String outcome, String message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", id).put("outcome", outcome).put("pass", false).put("message", message);
        links(document, id);
        return document;
    }

    private static ObjectNode errored(String id, Scope scope, Problem problem) {
        ObjectNode document = state(id, scope, "errored", problem.detail());
        document.putObject("problem")
                .put("status", problem.status())
                .put("title", problem.title())
                .put("detail", problem.detail());
        return document;
    }

    private static ObjectNode state(String id, Scope scope, String outcome, String message) {
        return of(id, outcome, message)
                .put("project", scope.project())
                .put("stage", scope.stage())
                .put("service", scope.service());
    }

    private static ObjectNode links(ObjectNode document, String id) {
        return document.putObject("links").put("self", path(id));
    }

    static String path(String id) {
        return "/evaluations/" + HttpAddress.segment(id);
    }

    /** @return HTTP 200 */
    static Response response(Object document) {
        return Response.ok(document.toString().getBytes(StandardCharsets.UTF_8), JSON)
                .header("Cache-Control", "no-store")
                .build();
    }
}
