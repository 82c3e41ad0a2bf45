package dev.sliprovider.sli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request for indicator values, read and checked.
 *
 * @param scope the service whose indicators are wanted
 * @param deployment which deployment of the service, for {@code $DEPLOYMENT}; never blank
 * @param timeframe the evaluated window
 * @param indicators names in the order of the request; may repeat a name and may contain an empty one
 * @param filters in the order of the request
 * @param labels of the event, for {@code $LABEL.<key>}
 * @param revision commit of the stage branch from which sli.yaml is to be read, if the request names one
 */
public record SliTask(
        Scope scope,
        String deployment,
        Timeframe timeframe,
        List<String> indicators,
        List<Filter> filters,
        Map<String, String> labels,
        Optional<String> revision) {

    /** The value of {@code $DEPLOYMENT} if neither the event nor its labels have one (contract §7.7). */
    public static final String DEFAULT_DEPLOYMENT = "primary";

    /** Copies the collections and keeps their order. */
    public SliTask {
        indicators = List.copyOf(indicators);
        filters = List.copyOf(filters);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** @return the same task with other indicators */
    public SliTask withIndicators(List<String> others) {
        return new SliTask(scope, deployment, timeframe, others, filters, labels, revision);
    }

    /** @return the same task for another service or stage */
    public SliTask withScope(Scope other) {
        return new SliTask(other, deployment, timeframe, indicators, filters, labels, revision);
    }

    /** @return the same task for another deployment */
    public SliTask withDeployment(String other) {
        return new SliTask(scope, other, timeframe, indicators, filters, labels, revision);
    }

    /** @return the same task for another window */
    public SliTask withTimeframe(Timeframe other) {
        return new SliTask(scope, deployment, other, indicators, filters, labels, revision);
    }

    /** @return the same task with other labels */
    public SliTask withLabels(Map<String, String> others) {
        return new SliTask(scope, deployment, timeframe, indicators, filters, others, revision);
    }

    /** @return the same task with other filters */
    public SliTask withFilters(List<Filter> others) {
        return new SliTask(scope, deployment, timeframe, indicators, others, labels, revision);
    }

    /** @return the same task with no filters */
    public SliTask withoutFilters() {
        return withFilters(List.of());
    }
}
