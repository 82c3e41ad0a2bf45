package dev.sliprovider.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.EvaluationFinishedData;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.QualityGate;
import dev.sliprovider.slo.SliValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts evaluations of services into a history, as the gate records them. */
final class GeneratedHistory {

    static final Instant FIRST = Instant.parse("2026-03-01T08:10:00Z");

    private final EvaluationHistory history;
    private final Random random = new Random(5);

    GeneratedHistory(EvaluationHistory history) {
        this.history = history;
    }

    /** A shop whose last release has more errors, and some services beside it. */
    GeneratedHistory shop() throws HistoryException {
        Scope cart = new Scope("shop", "production", "cart");
        List<String> names = List.of(
                "error_rate",
                "response_time_p95",
                "response_time_p99",
                "queue_depth",
                "saturation_of_the_database_connection_pool_in_the_primary_region",
                "throughput",
                "memory_working_set_bytes",
                "restarts");
        add(cart, names, 34, i -> i == 33 ? 0.9 : i % 11 == 7 ? 0.35 : 0);
        add(new Scope("shop", "production", "checkout"), names, 12, i -> i == 11 ? 0.3 : 0);
        add(new Scope("shop", "staging", "cart"), names.subList(0, 4), 9, i -> 0);
        add(new Scope("billing", "production", "invoices"), names.subList(0, 3), 3, i -> 0);
        return this;
    }

    /** What share of the objectives is missed by an evaluation. */
    interface Badness {
        double of(int evaluation);
    }

    GeneratedHistory add(Scope scope, List<String> names, int count, Badness badness) throws HistoryException {
        String slo = slo(names);
        List<PreviousEvaluation> previous = List.of();
        for (int i = 0; i < count; i++) {
            double bad = badness.of(i);
            List<SliValue> values = IntStream.range(0, names.size())
                    .mapToObj(n -> value(names.get(n), n, bad))
                    .toList();
            Evaluation evaluation = evaluate(scope, slo, i, values, previous);
            String id = "gate-" + scope.service() + "-" + i;
            add(scope, id, FIRST.plus(Duration.ofHours(7L * i)), evaluation, slo, names);
            previous = List.of(PreviousEvaluation.of(id, results(evaluation)));
        }
        return this;
    }

    private SliValue value(String name, int n, double bad) {
        if (bad > 0.8 && n == 3) {
            return new SliValue(name, 0, 0, false, "no data: the query returned no data; no series matched");
        }
        double usual = 0.2 + 0.02 * n + 0.004 * random.nextGaussian();
        return SliValue.of(name, random.nextDouble() < bad ? usual * 3 : usual);
    }

    private static Evaluation evaluate(
            Scope scope, String slo, int i, List<SliValue> values, List<PreviousEvaluation> previous) {
        Instant end = FIRST.plus(Duration.ofHours(7L * i));
        var answer = new ProviderAnswer(
                scope.project(),
                scope.stage(),
                scope.service(),
                new TreeMap<>(Map.of("buildId", "build-" + (200 + i), "branch", i % 3 == 0 ? "main" : "release")),
                "succeeded",
                "pass",
                "",
                end.minusSeconds(600).toString(),
                end.toString(),
                values.stream().map(Optional::of).toList());
        try {
            return QualityGate.evaluate(answer, SloYaml.parse("slo.yaml", slo).file(), comparison -> previous);
        } catch (dev.sliprovider.slo.NoReferenceResultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SliValue[] results(Evaluation evaluation) {
        return evaluation.details().indicatorResults().orElse(List.of()).stream()
                .map(ObjectiveResult::value)
                .flatMap(Optional::stream)
                .toArray(SliValue[]::new);
    }

    private static String slo(List<String> names) {
        return names.stream()
                .map(name -> "  - sli: " + quoted(name) + "\n    pass:\n      - criteria: [\"<=+10%\", \"<0.9\"]\n"
                        + "    warning:\n      - criteria: [\"<=+30%\"]\n"
                        + (name.equals("error_rate") ? "    key_sli: true\n    weight: 2\n" : ""))
                .collect(Collectors.joining(
                        "",
                        "spec_version: \"1.0\"\ncomparison:\n  compare_with: single_result\nobjectives:\n",
                        "total_score:\n  pass: 90%\n  warning: 75%\n"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Records it with the circumstances that the gate records. */
    private void add(Scope scope, String id, Instant time, Evaluation evaluation, String slo, List<String> names)
            throws HistoryException {
        ObjectNode data = EvaluationFinishedData.encode(scope, evaluation, slo);
        ObjectNode gate = data.withObjectProperty("evaluation").putObject("gate");
        gate.put("version", 1).put("id", id).put("tool", "prometheus-sli-provider 0.2.0");
        gate.put("endpoint", "http://prometheus.monitoring:9090");
        gate.putObject("slo").put("path", "gate/slo.yaml").put("sha256", "c0ffee".repeat(10));
        gate.putObject("freshness").put("waitedMilliseconds", 4200).put("complete", true);
        var indicators = gate.putArray("indicators");
        for (String name : new ArrayList<>(names)) {
            indicators
                    .addObject()
                    .put("sli", name)
                    .put(
                            "query",
                            "sum(rate(" + name.replaceAll("\\W", "_") + "_total{job=\"" + scope.service()
                                    + "\",namespace=\"shop\"}[600s])) / sum(rate(http_requests_total{job=\"cart\"}[600s]))")
                    .put("milliseconds", 12)
                    .putObject("coverage")
                    .put("share", 0.98);
        }
        gate.putArray("warnings").add("The counter of error_rate was reset once within the window.");
        history.of(scope).add(KeptEvaluation.of(id, time, "test", data));
    }

    /** @return names of so many indicators */
    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "indicator_number_" + i).toList();
    }
}
