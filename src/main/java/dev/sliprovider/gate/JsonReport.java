package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An evaluation for programs: flat, with the names of the objectives. */
final class JsonReport {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Members of {@code evaluation.gate} that are copied; others must not replace what the verdict says. */
    private static final Set<String> ORIGIN = Set.of("slo", "sli", "endpoint", "tool", "deployment", "freshness");

    private static final Set<String> HOW = Set.of("query", "milliseconds", "reason", "coverage");

    private JsonReport() {}

    static ObjectNode of(ReportedEvaluation recorded) {
        Verdict verdict = recorded.verdict();
        Evaluation evaluation = verdict.evaluation();
        ObjectNode document = JSON.objectNode();
        document.put("id", recorded.event().path("id").asText());
        document.put("outcome", recorded.outcome());
        document.put("result", evaluation.result().text());
        document.put("pass", recorded.outcome().equals("pass"));
        verdict.score().ifPresentOrElse(score -> document.put("score", score), () -> document.putNull("score"));
        document.put("message", evaluation.message());
        document.put("project", verdict.scope().project());
        document.put("stage", verdict.scope().stage());
        document.put("service", verdict.scope().service());
        document.put("start", evaluation.details().timeStart());
        document.put("end", evaluation.details().timeEnd());
        evaluation.labels().forEach(document.putObject("labels")::put);
        evaluation.details().comparedEvents().forEach(document.putArray("comparedWith")::add);
        JsonNode live = recorded.gate().at("/comparedWith/live");
        if (live.isArray()) {
            document.set("baselines", live);
        }
        ArrayNode objectives = document.putArray("objectives");
        verdict.lines().forEach(line -> objectives.add(objective(line, recorded.gate())));
        ArrayNode warnings = document.putArray("warnings");
        recorded.gate().path("warnings").forEach(warning -> warnings.add(warning.asText()));
        recorded.gate().properties().stream()
                .filter(member -> ORIGIN.contains(member.getKey()))
                .forEach(member -> document.set(member.getKey(), member.getValue()));
        return document;
    }

    private static ObjectNode objective(Verdict.Line line, JsonNode gate) {
        ObjectiveResult result = line.result();
        ObjectNode objective = JSON.objectNode();
        objective.put("sli", line.wanted().sli());
        objective.put("displayName", line.wanted().displayName());
        objective.put("status", result.status().text());
        Optional<SliValue> value = result.value().filter(SliValue::success);
        value.ifPresentOrElse(
                known -> objective.put("value", known.value()).put("comparedValue", known.comparedValue()),
                () -> objective.putNull("value").putNull("comparedValue"));
        objective.put("score", result.score());
        objective.put("weight", line.wanted().weight());
        objective.put("keySli", line.wanted().keySli());
        objective.set("pass", targets(result.passTargets()));
        objective.set("warning", targets(result.warningTargets()));
        for (JsonNode indicator : gate.path("indicators")) {
            if (indicator.path("sli").asText().equals(line.wanted().sli())) {
                indicator.properties().stream()
                        .filter(member -> HOW.contains(member.getKey()))
                        .forEach(member -> objective.set(member.getKey(), member.getValue()));
            }
        }
        return objective.put("message", line.reason());
    }

    private static ArrayNode targets(Optional<List<Target>> targets) {
        ArrayNode array = JSON.arrayNode();
        targets.orElse(List.of()).forEach(target -> array.addObject()
                .put("criteria", target.criteria())
                .put("targetValue", target.targetValue())
                .put("violated", target.violated()));
        return array;
    }
}
