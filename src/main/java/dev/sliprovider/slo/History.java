package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Aggregates of earlier values by indicator; each is computed once. */
final class History {

    private final Map<String, List<SliValue>> values = new HashMap<>();
    private final Map<String, Aggregate> aggregates = new HashMap<>();
    private final String function;

    private History(String function) {
        this.function = function;
    }

    /** Reads only what the objectives ask for. */
    static History of(SloConfig config, List<PreviousEvaluation> newestFirst) {
        var history = new History(config.comparison().aggregateFunction());
        config.objectives().forEach(objective -> history.values.put(objective.sli(), new ArrayList<>()));
        for (PreviousEvaluation evaluation : newestFirst) {
            for (SliValue value : evaluation.values()) {
                List<SliValue> known = history.values.get(value.metric());
                if (known != null) {
                    known.add(value);
                }
            }
        }
        return history;
    }

    Aggregate of(String sli) {
        return aggregates.computeIfAbsent(sli, name -> Aggregate.of(values.get(name), function));
    }
}
