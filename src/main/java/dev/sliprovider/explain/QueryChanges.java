package dev.sliprovider.explain;

import dev.sliprovider.gate.RecordedValue;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.SliConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the queries that were sent with those that the files have now. */
public final class QueryChanges {

    private QueryChanges() {}

    /**
     * @param filters that replace those of the recorded slo.yaml
     * @return a sentence for each indicator whose query is another one now, by name
     */
    public static Map<String, String> of(RecordedValues recorded, SliConfig files, Map<String, String> filters) {
        List<String> names = recorded.values().stream().map(RecordedValue::sli).toList();
        var sent = new HashMap<String, Optional<String>>();
        recorded.values().forEach(value -> sent.put(value.sli(), value.query()));
        var changes = new HashMap<String, String>();
        for (PlannedQuery planned : files.plan(recorded.task(names, filters))) {
            String sentence = sentence(sent.get(planned.indicator()), planned);
            if (!sentence.isEmpty()) {
                changes.put(planned.indicator(), sentence);
            }
        }
        return changes;
    }

    private static String sentence(Optional<String> sent, PlannedQuery now) {
        return switch (now) {
            case PlannedQuery.Rejected rejected ->
                sent.isEmpty()
                        ? ""
                        : "The files have no query for it now: "
                                + rejected.why().cause();
            case PlannedQuery.Ready ready ->
                sent.filter(ready.promql()::equals).isPresent()
                        ? ""
                        : "The files have another query now: " + ready.promql();
        };
    }
}
