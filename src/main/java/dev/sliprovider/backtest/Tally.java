package dev.sliprovider.backtest;

import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.ObjectiveResult.Status;
import dev.sliprovider.slo.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one objective came to over all steps.
 *
 * @param statuses how often it had each status
 * @param missing how often it had no value
 * @param decidedFail how often it decided a fail
 * @param decidedWarning how often it decided a warning
 * @param values all values, sorted
 * @param criteria for full points, as written in slo.yaml
 */
public record Tally(
        Map<Status, Integer> statuses,
        int missing,
        int decidedFail,
        int decidedWarning,
        List<Double> values,
        List<String> criteria) {

    /** Copies the collections. */
    public Tally {
        statuses = Map.copyOf(statuses);
        values = List.copyOf(values);
        criteria = List.copyOf(criteria);
    }

    /** @param index of the objective */
    static Tally of(List<Step> steps, int index) {
        var statuses = new EnumMap<Status, Integer>(Status.class);
        List<Step> judged =
                steps.stream().filter(step -> step.results().size() > index).toList();
        List<ObjectiveResult> results =
                judged.stream().map(step -> step.results().get(index)).toList();
        results.forEach(result -> statuses.merge(result.status(), 1, Integer::sum));
        return new Tally(
                statuses,
                (int) results.stream().filter(result -> !Step.hasValue(result)).count(),
                decided(judged, index, Outcome.FAIL),
                decided(judged, index, Outcome.WARNING),
                results.stream()
                        .filter(Step::hasValue)
                        .mapToDouble(result -> result.value().get().value())
                        .sorted()
                        .boxed()
                        .toList(),
                results.stream()
                        .flatMap(result -> result.passTargets().stream().flatMap(List::stream))
                        .map(Target::criteria)
                        .distinct()
                        .toList());
    }

    private static int decided(List<Step> steps, int index, Outcome outcome) {
        return (int) steps.stream()
                .filter(step -> step.outcome() == outcome && step.decided().get(index))
                .count();
    }

    /** @return how often it had that status */
    public int count(Status status) {
        return statuses.getOrDefault(status, 0);
    }

    /**
     * @param share from 0 to 1
     * @return the smallest value that so many are not above (the nearest rank); not a number without a value
     */
    public double quantile(double share) {
        int rank = (int) Math.ceil(share * values.size());
        return values.isEmpty() ? Double.NaN : values.get(Math.clamp(rank - 1, 0, values.size() - 1));
    }
}
