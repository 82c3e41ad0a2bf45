package dev.sliprovider.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import java.util.Arrays;
import java.util.List;

/** A backtest for programs: the numbers of the table, and each evaluation. */
public final class BacktestJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double P95 = 0.95;

    private BacktestJson() {}

    /** @return the document */
    public static ObjectNode of(Backtest backtest) {
        ObjectNode document = JSON.objectNode();
        document.put("project", backtest.scope().project());
        document.put("stage", backtest.scope().stage());
        document.put("service", backtest.scope().service());
        document.put("endpoint", backtest.endpoint());
        document.put("every", Lengths.of(backtest.schedule().every()));
        document.put("timeframe", Lengths.of(backtest.schedule().length()));
        document.put("complete", backtest.stopped().isEmpty());
        ObjectNode outcomes = document.putObject("outcomes");
        Arrays.stream(Outcome.values()).forEach(outcome -> outcomes.put(outcome.word(), backtest.count(outcome)));
        ArrayNode objectives = document.putArray("objectives");
        List<Tally> tallies = backtest.tallies();
        for (int i = 0; i < tallies.size(); i++) {
            objectives.add(objective(backtest.config().objectives().get(i), tallies.get(i)));
        }
        ArrayNode evaluations = document.putArray("evaluations");
        backtest.steps()
                .forEach(step ->
                        evaluations.add(evaluation(step, backtest.config().objectives())));
        backtest.remarks().forEach(document.putArray("warnings")::add);
        return document;
    }

    private static ObjectNode objective(Objective objective, Tally tally) {
        ObjectNode node = JSON.objectNode();
        node.put("sli", objective.sli());
        node.put("displayName", objective.displayName());
        node.put("keySli", objective.keySli());
        Arrays.stream(ObjectiveResult.Status.values()).forEach(status -> node.put(status.text(), tally.count(status)));
        node.put("missing", tally.missing());
        node.putObject("decided").put("fail", tally.decidedFail()).put("warning", tally.decidedWarning());
        if (!tally.values().isEmpty()) {
            node.putObject("values")
                    .put("lowest", tally.quantile(0))
                    .put("median", tally.quantile(0.5))
                    .put("p95", tally.quantile(P95))
                    .put("highest", tally.quantile(1));
        }
        tally.criteria().forEach(node.putArray("passCriteria")::add);
        return node;
    }

    private static ObjectNode evaluation(Step step, List<Objective> objectives) {
        ObjectNode node = JSON.objectNode();
        node.put("start", step.window().start().toString());
        node.put("end", step.window().end().toString());
        node.put("outcome", step.outcome().word());
        step.score().ifPresentOrElse(score -> node.put("score", score), () -> node.putNull("score"));
        node.put("comparedWith", step.compared());
        if (!step.reason().isEmpty()) {
            node.put("reason", step.reason());
        }
        ArrayNode results = node.putArray("objectives");
        for (int i = 0; i < step.results().size(); i++) {
            results.add(result(
                    objectives.get(i), step.results().get(i), step.decided().get(i)));
        }
        return node;
    }

    private static ObjectNode result(Objective objective, ObjectiveResult result, boolean decided) {
        ObjectNode node = JSON.objectNode();
        node.put("sli", objective.sli());
        node.put("status", result.status().text());
        result.value()
                .filter(SliValue::success)
                .ifPresentOrElse(
                        value -> node.put("value", value.value()).put("comparedValue", value.comparedValue()),
                        () -> node.putNull("value").putNull("comparedValue"));
        node.put("decided", decided);
        return node;
    }
}
