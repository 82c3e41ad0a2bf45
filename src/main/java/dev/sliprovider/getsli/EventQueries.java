package dev.sliprovider.getsli;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.diagnosis.QueryWithoutValue;
import dev.sliprovider.getsli.IndicatorQueries.Event;
import dev.sliprovider.prometheus.Measurement;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.QueryResponse;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The queries of one event, and the further queries about those without a value. */
final class EventQueries {

    private final PrometheusClient prometheus;
    private final GetSliMetrics metrics;
    private final Event event;
    private final GetSliConfig config;
    private final Set<String> remarks = new ConcurrentSkipListSet<>();
    /** Queries to which a server responded without a value. */
    private final Map<Missing, CauseSearch.Case> unexplained = new ConcurrentHashMap<>();
    /** The server that returned each value. */
    private final Map<Measured, String> servers = new ConcurrentHashMap<>();

    EventQueries(PrometheusClient prometheus, GetSliMetrics metrics, Event event, GetSliConfig config) {
        this.prometheus = prometheus;
        this.metrics = metrics;
        this.event = event;
        this.config = config;
    }

    /** @return the remarks about the retrieval of the values, without duplicates */
    Set<String> remarks() {
        return remarks;
    }

    /** @return the value, or the reason why it is missing */
    Uni<IndicatorValue> ask(PlannedQuery query) {
        return switch (query) {
            case PlannedQuery.Rejected(Missing why) -> Uni.createFrom().item(why);
            case PlannedQuery.Ready ready ->
                prometheus
                        .query(event.endpoint(), ready.promql(), ready.at(), event.deadline(), event.share())
                        .map(response -> measured(ready, response));
        };
    }

    private IndicatorValue measured(PlannedQuery.Ready query, QueryResponse response) {
        metrics.queried(response.server(), response.took());
        remarks.addAll(response.remarks());
        IndicatorValue measured = Measurement.of(query, response);
        if (response.result().isPartial()) {
            // Partial data prove nothing about the rest.
            return measured;
        }
        IndicatorValue value = event.policy(query.indicator()).apply(measured);
        if (config.explainMissing() && value instanceof Missing missing) {
            QueryWithoutValue.of(query.promql(), missing.reason(), event.window(), Instant.now())
                    .ifPresent(subject -> unexplained.put(
                            missing,
                            new CauseSearch.Case(
                                    missing,
                                    event.judgement()
                                            .rangeTooShort(query.promql())
                                            .orElse(""),
                                    subject,
                                    response.server())));
        }
        if (config.coverage() && value instanceof Measured known) {
            servers.put(known, response.server());
        }
        return value;
    }

    /** @return the same values; missing values get their cause if it can be found in time */
    Uni<List<IndicatorValue>> explained(List<IndicatorValue> values) {
        List<CauseSearch.Case> cases = values.stream()
                .filter(unexplained::containsKey)
                .map(unexplained::get)
                .toList();
        return cases.isEmpty()
                ? Uni.createFrom().item(values)
                : new CauseSearch(prometheus, event, cases).explained().map(causes -> values.stream()
                        .map(value -> causes.getOrDefault(value, value))
                        .toList());
    }

    /** @return how complete the samples are that the values were made of, by name of indicator */
    Uni<Map<String, List<Coverage>>> coverage() {
        return servers.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : new CoverageSearch(prometheus, event, servers).coverage();
    }
}
