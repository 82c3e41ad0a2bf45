package dev.sliprovider.gate;

import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of an evaluation or a retrieval of the past, as its event records them.
 *
 * @param scope the service
 * @param window that was evaluated
 * @param labels of the event
 * @param deployment that was evaluated
 * @param filters of its slo.yaml, as far as the event has them
 * @param circumstances of the retrieval
 * @param values one for each indicator
 */
public record RecordedValues(
        Scope scope,
        Timeframe window,
        Map<String, String> labels,
        String deployment,
        Map<String, String> filters,
        Circumstances circumstances,
        List<RecordedValue> values) {

    /** Copies the collections. */
    public RecordedValues {
        labels = Map.copyOf(labels);
        values = List.copyOf(values);
    }

    /**
     * How the values were retrieved.
     *
     * @param id of the event; may be empty
     * @param time of the event
     * @param endpoint that was queried, if the event says it
     * @param wasComplete whether all samples of the window had arrived; empty if the event does not say it
     */
    public record Circumstances(
            String id, Optional<Instant> time, Optional<String> endpoint, Optional<Boolean> wasComplete) {}

    /** @return the indicators with a query that can be sent again */
    public List<RecordedValue> repeatable() {
        return values.stream()
                .filter(value -> value.query().isPresent() && !value.isQueryCut())
                .toList();
    }

    /**
     * @param more filters, which replace those of slo.yaml
     * @return the task that retrieves the values of these indicators again
     */
    public SliTask task(List<String> indicators, Map<String, String> more) {
        var all = new LinkedHashMap<>(filters);
        all.putAll(more);
        var list = new ArrayList<Filter>();
        all.forEach((key, value) -> list.add(new Filter(key, value)));
        return new SliTask(scope, deployment, window, indicators, list, labels, Optional.empty());
    }
}
