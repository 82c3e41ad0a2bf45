package dev.sliprovider.gate;

import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.SliValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same indicators for another window, deployment or label, asked together with those of the evaluation. To the
 * algorithm it is one earlier evaluation.
 *
 * @param id as the command line has it, such as {@code deployment:stable}
 * @param deployment that its queries ask for
 * @param values with their window and queries
 * @param skipped indicators that were not asked for, with the cause, half a sentence
 * @param warnings about the comparison, a sentence each
 */
public record LiveBaseline(
        String id, String deployment, Values values, Map<String, String> skipped, List<String> warnings) {

    /** Copies the collections. */
    public LiveBaseline {
        skipped = Map.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }

    private List<SliValue> all() {
        return values.answer().values().stream().flatMap(Optional::stream).toList();
    }

    boolean hasValue() {
        return all().stream().anyMatch(SliValue::success);
    }

    /** @return it as the algorithm sees it; each indicator once, because Lighthouse aggregates repeated ones */
    PreviousEvaluation asPrevious() {
        return new PreviousEvaluation(id, all().stream().distinct().toList(), false);
    }

    /** @return why it has no value of the indicator; empty if it has one */
    Optional<String> missing(String sli) {
        if (skipped.containsKey(sli)) {
            return Optional.of(skipped.get(sli));
        }
        return all().stream()
                .filter(value -> value.metric().equals(sli))
                .findFirst()
                .filter(value -> !value.success())
                .map(value -> cause(sli, value.message()));
    }

    private static String cause(String sli, String message) {
        String named = sli + ": ";
        String whole = message.startsWith(named) ? message.substring(named.length()) : message;
        // The record has the query.
        int place = whole.lastIndexOf(" [query ");
        return place < 0 ? whole : whole.substring(0, place);
    }
}
