package dev.sliprovider.backtest;

import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.slo.ObjectiveResult;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One evaluation of the past.
 *
 * @param window that was evaluated
 * @param outcome what the gate would have said
 * @param score in percent; empty if it could not be evaluated
 * @param compared how many earlier evaluations it was compared with
 * @param results of the objectives in the order of slo.yaml; empty if they were not judged
 * @param decided for each objective whether it decided the outcome; all false for a pass
 * @param reason why it could not be evaluated; empty otherwise
 */
public record Step(
        Timeframe window,
        Outcome outcome,
        OptionalDouble score,
        int compared,
        List<ObjectiveResult> results,
        List<Boolean> decided,
        String reason) {

    /** Copies the lists. */
    public Step {
        results = List.copyOf(results);
        decided = List.copyOf(decided);
    }

    /** @return whether an objective was judged, and none of them had a value */
    public boolean isWithoutValues() {
        return !results.isEmpty() && results.stream().noneMatch(Step::hasValue);
    }

    static boolean hasValue(ObjectiveResult result) {
        return result.value().isPresent() && result.value().get().success();
    }
}
