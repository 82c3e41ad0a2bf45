package dev.sliprovider.gate;

import dev.sliprovider.slo.PreviousEvaluation;
import java.util.List;

/**
 * The evaluations with which an evaluation is compared.
 *
 * @param kind for people and machines: {@code none}, {@code history}, {@code pinned}, {@code id} or {@code file}
 * @param evaluations newest first
 * @param warnings about unusable evaluations, a sentence each
 */
public record Baseline(String kind, List<PreviousEvaluation> evaluations, List<String> warnings) {

    /** There is no comparison. */
    public static final Baseline NONE = new Baseline("none", List.of(), List.of());

    /** Copies the lists. */
    public Baseline {
        evaluations = List.copyOf(evaluations);
        warnings = List.copyOf(warnings);
    }

    /** @return whether an earlier value of the indicator is known */
    boolean knows(String sli) {
        return evaluations.stream()
                .flatMap(evaluation -> evaluation.values().stream())
                .anyMatch(value -> value.success() && value.metric().equals(sli));
    }
}
