package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes an evaluation as Lighthouse sends it: the data of evaluation.finished (contract §10.8). */
public final class EvaluationFinishedData {

    /** Larger whole numbers are written with an exponent. */
    private static final double LARGEST_PLAIN = 1e15;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EvaluationFinishedData() {}

    /**
     * @param scope of the evaluation
     * @param evaluation what is to be sent
     * @param slo text of slo.yaml, exactly as it was read
     */
    public static ObjectNode encode(Scope scope, Evaluation evaluation, String slo) {
        ObjectNode data = JSON.objectNode();
        data.put("project", scope.project());
        data.put("stage", scope.stage());
        data.put("service", scope.service());
        if (!evaluation.labels().isEmpty()) {
            ObjectNode labels = data.putObject("labels");
            evaluation.labels().forEach(labels::put);
        }
        data.put("status", evaluation.status().text());
        data.put("result", evaluation.result().text());
        putUnlessEmpty(data, "message", evaluation.message());
        data.set("evaluation", details(evaluation.details(), slo));
        return data;
    }

    private static ObjectNode details(Evaluation.Details details, String slo) {
        ObjectNode node = JSON.objectNode();
        node.put("timeStart", details.timeStart());
        node.put("timeEnd", details.timeEnd());
        node.put("result", details.result().text());
        node.set("score", number(details.score()));
        node.put(
                "sloFileContent",
                details.hasSloContent()
                        ? Base64.getEncoder().encodeToString(slo.getBytes(StandardCharsets.UTF_8))
                        : "");
        node.set(
                "indicatorResults",
                details.indicatorResults().map(EvaluationFinishedData::results).orElse(NULL));
        if (!details.comparedEvents().isEmpty()) {
            details.comparedEvents().forEach(node.putArray("comparedEvents")::add);
        }
        return node;
    }

    private static final JsonNode NULL = NullNode.instance;

    private static JsonNode results(List<ObjectiveResult> results) {
        ArrayNode array = JSON.arrayNode();
        results.forEach(result -> array.add(result(result)));
        return array;
    }

    private static ObjectNode result(ObjectiveResult result) {
        ObjectNode node = JSON.objectNode();
        node.set("score", number(result.score()));
        node.set("value", result.value().map(EvaluationFinishedData::value).orElse(NULL));
        node.put("displayName", result.displayName());
        node.set("passTargets", targets(result.passTargets()));
        node.set("warningTargets", targets(result.warningTargets()));
        node.put("keySli", result.keySli());
        node.put("status", result.status().text());
        return node;
    }

    private static JsonNode value(SliValue value) {
        ObjectNode node = JSON.objectNode();
        node.put("metric", value.metric());
        node.set("value", number(value.value()));
        node.set("comparedValue", number(value.comparedValue()));
        node.put("success", value.success());
        putUnlessEmpty(node, "message", value.message());
        return node;
    }

    private static JsonNode targets(Optional<List<Target>> targets) {
        if (targets.isEmpty()) {
            return NULL;
        }
        ArrayNode array = JSON.arrayNode();
        for (Target target : targets.get()) {
            ObjectNode node = array.addObject();
            node.put("criteria", target.criteria());
            node.set("targetValue", number(target.targetValue()));
            node.put("violated", target.violated());
        }
        return array;
    }

    private static void putUnlessEmpty(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    /** Whole numbers are written without a fraction, as Go does. */
    private static JsonNode number(double number) {
        return number == Math.rint(number) && Math.abs(number) < LARGEST_PLAIN
                ? LongNode.valueOf((long) number)
                : DoubleNode.valueOf(number);
    }
}
