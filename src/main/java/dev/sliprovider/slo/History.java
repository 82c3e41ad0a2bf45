package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Aggregates of earlier values by indicator; each is computed once. */
final class History {

    /** The values of one indicator, of which there may be very many: kept as plain numbers. */
    private static final class Numbers {
        private final String metric;
        private double[] numbers = new double[4];
        private int size;

        Numbers(String metric) {
            this.metric = metric;
        }

        void add(double number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }
    }

    private final Map<String, Numbers> byMetric = new HashMap<>();
    private final Map<String, Aggregate> aggregates = new HashMap<>();
    private final String function;

    private History(SloConfig config) {
        this.function = config.comparison().aggregateFunction();
        config.objectives().forEach(objective -> byMetric.put(objective.sli(), new Numbers(objective.sli())));
    }

    /** Reads only what the objectives ask for: newest evaluation first, within an evaluation in order. */
    static History of(SloConfig config, List<PreviousEvaluation> newestFirst) {
        var history = new History(config);
        List<Numbers> before = List.of();
        for (PreviousEvaluation evaluation : newestFirst) {
            before = history.add(evaluation.values(), before);
        }
        return history;
    }

    /**
     * @param before where the values of the evaluation before went: most evaluations have the same indicators in the same
     *     order, so that nothing has to be looked up
     */
    private List<Numbers> add(List<SliValue> values, List<Numbers> before) {
        var places = new ArrayList<Numbers>(values.size());
        for (int i = 0; i < values.size(); i++) {
            SliValue value = values.get(i);
            Numbers guess = i < before.size() ? before.get(i) : null;
            Numbers place = guess != null && guess.metric.equals(value.metric()) ? guess : byMetric.get(value.metric());
            if (place != null && value.success()) {
                place.add(value.value());
            }
            places.add(place);
        }
        return places;
    }

    /** @param sli the indicator of an objective */
    Aggregate of(String sli) {
        return aggregates.computeIfAbsent(sli, name -> {
            Numbers numbers = byMetric.get(name);
            return Aggregate.of(Arrays.copyOf(numbers.numbers, numbers.size), function);
        });
    }
}
