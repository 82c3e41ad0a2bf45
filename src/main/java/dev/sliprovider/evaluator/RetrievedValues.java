package dev.sliprovider.evaluator;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.gate.Values;
import dev.sliprovider.gate.Values.Asked;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.SliValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of Prometheus as Lighthouse would have received them (contract §1.5). */
public final class RetrievedValues {

    private RetrievedValues() {}

    /** @return the values, with what is known of each query */
    public static Values values(SliTask task, Window window, GetSliFinished outcome, String endpoint) {
        return values(task.scope(), task.labels(), window, outcome, endpoint);
    }

    /**
     * @param endpoint the URL of the server, without credentials
     * @return the values, with what is known of each query
     */
    public static Values values(
            Scope scope, Map<String, String> labels, Window window, GetSliFinished outcome, String endpoint) {
        var queries = new HashMap<String, Asked>();
        outcome.values()
                .forEach(value -> queries.put(
                        value.indicator(),
                        new Asked(
                                value.query(),
                                value.took().toMillis(),
                                reason(value),
                                outcome.coverage().getOrDefault(value.indicator(), List.of()))));
        var answer = new ProviderAnswer(
                scope.project(),
                scope.stage(),
                scope.service(),
                labels,
                outcome.status().wireName(),
                outcome.result().wireName(),
                outcome.message(),
                window.start(),
                window.end(),
                outcome.values().stream()
                        .map(RetrievedValues::value)
                        .map(Optional::of)
                        .toList());
        return new Values(answer, endpoint, queries, warnings(outcome));
    }

    private static List<String> warnings(GetSliFinished outcome) {
        Stream<String> ofSamples = outcome.coverage().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(each -> each.getValue().stream()
                        .map(Coverage::warning)
                        .filter(warning -> !warning.isEmpty())
                        .map(warning -> each.getKey() + ": " + warning + "."));
        return Stream.concat(outcome.warnings().stream(), ofSamples).toList();
    }

    private static Optional<Reason> reason(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> Optional.empty();
            case Missing missing -> Optional.of(missing.reason());
        };
    }

    private static SliValue value(IndicatorValue value) {
        return switch (value) {
            case Measured measured ->
                new SliValue(
                        measured.indicator(), measured.value(), 0, true, IndicatorValue.shown(measured.warnings()));
            case Missing missing -> new SliValue(missing.indicator(), 0, 0, false, missing.message());
        };
    }
}
