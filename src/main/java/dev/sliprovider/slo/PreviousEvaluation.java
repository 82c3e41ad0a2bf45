package dev.sliprovider.slo;

import java.util.List;
import java.util.Optional;

/**
 * An earlier evaluation, as far as it is compared with.
 *
 * @param id of its event
 * @param values of its indicators in order; values that were {@code null} are left out
 * @param hasNullResult whether an entry of {@code indicatorResults} was {@code null}: Lighthouse crashes on it (contract
 *     §10.11, 12)
 */
public record PreviousEvaluation(String id, List<SliValue> values, boolean hasNullResult) {

    /** Copies the list. */
    public PreviousEvaluation {
        values = List.copyOf(values);
    }

    /** @return an evaluation of which only the values are known */
    public static PreviousEvaluation of(String id, SliValue... values) {
        return new PreviousEvaluation(id, List.of(values), false);
    }

    /** @return the id of the first evaluation that Lighthouse cannot compare with */
    static Optional<String> unusable(List<PreviousEvaluation> evaluations) {
        return evaluations.stream()
                .filter(PreviousEvaluation::hasNullResult)
                .map(PreviousEvaluation::id)
                .findFirst();
    }
}
