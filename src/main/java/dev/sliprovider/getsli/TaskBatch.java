package dev.sliprovider.getsli;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.WindowRules.Judgement;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks whose queries are sent at once, within the limits of one event.
 *
 * @param queries sends them
 * @param known the indicators
 * @param endpoint that gets the queries
 * @param deadline of the queries
 * @param share of the server
 * @param progress receives each value
 */
record TaskBatch(
        IndicatorQueries queries,
        SliConfigs.Loaded known,
        PrometheusEndpoint endpoint,
        Deadline deadline,
        FairShare share,
        Consumer<IndicatorValue> progress) {

    private static final String NONE_REQUESTED =
            "No indicator was requested: the service has no slo.yaml, or its slo.yaml has no objectives.";

    /** A task with the judgement of its window. */
    record Judged(SliTask task, Judgement window) {}

    /** @return the outcome of a task */
    Uni<GetSliFinished> ask(Judged judged) {
        SliTask task = judged.task();
        List<PlannedQuery> plan = known.config().plan(task);
        if (plan.isEmpty()) {
            List<String> warnings = Stream.concat(Stream.of(NONE_REQUESTED), known.warnings().stream())
                    .toList();
            return Uni.createFrom().item(GetSliFinished.of(List.of(), warnings));
        }
        EventQueries event = queries.of(new IndicatorQueries.Event(
                endpoint,
                task.timeframe(),
                judged.window(),
                deadline,
                share,
                known.config().policies()));
        List<Uni<IndicatorValue>> values = plan.stream()
                .map(query -> explained(query, judged.window()))
                .map(query -> event.ask(query).invoke(progress))
                .toList();
        return Uni.join().all(values).andFailFast().flatMap(event::explained).flatMap(answers -> event.coverage()
                .map(coverage -> {
                    List<String> warnings = Stream.of(
                                    judged.window().warning().stream().toList(),
                                    known.warnings(),
                                    endpoint.warnings(),
                                    event.remarks())
                            .flatMap(Collection::stream)
                            .toList();
                    return GetSliFinished.of(inOrder(task, warned(answers, coverage)), warnings, coverage);
                }));
    }

    private static List<IndicatorValue> warned(List<IndicatorValue> values, Map<String, List<Coverage>> coverage) {
        return values.stream()
                .map(value -> value instanceof IndicatorValue.Measured measured
                        ? CoverageSearch.warned(measured, coverage.getOrDefault(measured.indicator(), List.of()))
                        : value)
                .toList();
    }

    private static PlannedQuery explained(PlannedQuery query, Judgement window) {
        return switch (query) {
            case PlannedQuery.Ready ready -> ready.explained(window.emptyResult(ready.promql()));
            case PlannedQuery.Rejected rejected -> rejected;
        };
    }

    /** One entry for each element of the request: lighthouse uses up one for each objective (contract §1.5). */
    private static List<IndicatorValue> inOrder(SliTask task, List<IndicatorValue> answers) {
        Map<String, IndicatorValue> byName =
                answers.stream().collect(Collectors.toMap(IndicatorValue::indicator, Function.identity()));
        return task.indicators().stream().map(byName::get).toList();
    }
}
