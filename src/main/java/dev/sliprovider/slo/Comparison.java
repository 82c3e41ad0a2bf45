package dev.sliprovider.slo;

import java.util.Locale;
import java.util.Set;

/**
 * Which earlier evaluations relative criteria refer to (contract §10.1, §10.3). The words are kept as written, because
 * Lighthouse has a meaning for unknown ones, too.
 *
 * @param compareWith {@code single_result} or {@code several_results}
 * @param includeResultWithScore {@code all}, {@code pass} or {@code pass_or_warn}
 * @param numberOfResults for {@code several_results}
 * @param aggregateFunction {@code avg}, {@code p50}, {@code p90} or {@code p95}
 * @param places where the block and its members stand
 */
public record Comparison(
        String compareWith,
        String includeResultWithScore,
        long numberOfResults,
        String aggregateFunction,
        Places places) {

    /** What holds without a {@code comparison} block. */
    public static final Comparison STANDARD = new Comparison("single_result", "all", 1, "avg", Places.NONE);

    private static final long UNKNOWN_MODE_RESULTS = 3;
    private static final long MOST_RESULTS = 100;

    /** Fills in the defaults of a block that is there; {@code compare_with} has none. */
    public Comparison {
        includeResultWithScore = includeResultWithScore.isEmpty() ? "all" : includeResultWithScore;
        numberOfResults = numberOfResults == 0 ? UNKNOWN_MODE_RESULTS : numberOfResults;
        aggregateFunction = aggregateFunction.isEmpty() ? "avg" : aggregateFunction;
    }

    /** @return how many earlier evaluations are looked at */
    public long results() {
        return switch (compareWith) {
            case "single_result" -> 1;
            case "several_results" -> numberOfResults;
            default -> UNKNOWN_MODE_RESULTS;
        };
    }

    /** @return whether Keptn's datastore answers a query for so many evaluations */
    public boolean isAnswered() {
        return results() >= 1 && results() <= MOST_RESULTS;
    }

    /** @return whether an evaluation with this result counts; the empty text is an evaluation without one */
    public boolean includes(String result) {
        return switch (includeResultWithScore.toLowerCase(Locale.ROOT)) {
            case "pass" -> result.equals("pass");
            case "pass_or_warn" -> Set.of("pass", "warning").contains(result);
            default -> true;
        };
    }
}
