package dev.sliprovider.lighthouse;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.gate.Values;
import dev.sliprovider.gate.Values.Asked;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.SliValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of Prometheus as Lighthouse would receive them from the get-sli task (contract §1.5). */
final class ReceivedValues {

    private ReceivedValues() {}

    /**
     * @param warnings about other files, a sentence each
     * @param endpoint the URL of the server, without credentials
     */
    static Values of(EvaluationRequest request, GetSliFinished outcome, List<String> warnings, String endpoint) {
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
                request.scope().project(),
                request.scope().stage(),
                request.scope().service(),
                request.names().labels(),
                outcome.status().wireName(),
                outcome.result().wireName(),
                outcome.message(),
                request.window().start(),
                request.window().end(),
                outcome.values().stream()
                        .map(ReceivedValues::value)
                        .map(Optional::of)
                        .toList());
        return new Values(
                answer,
                endpoint,
                queries,
                Stream.of(warnings.stream(), outcome.warnings().stream(), ofSamples(outcome))
                        .flatMap(each -> each)
                        .toList());
    }

    private static Stream<String> ofSamples(GetSliFinished outcome) {
        return outcome.coverage().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(each -> each.getValue().stream()
                        .map(Coverage::warning)
                        .filter(warning -> !warning.isEmpty())
                        .map(warning -> each.getKey() + ": " + warning + "."));
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
