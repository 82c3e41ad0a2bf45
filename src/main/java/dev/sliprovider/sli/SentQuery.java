package dev.sliprovider.sli;

/**
 * A query that was sent before: it has no placeholders, and is sent again as it is.
 *
 * @param promql complete, never blank
 */
public record SentQuery(String promql) implements IndicatorQuery {

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        return promql.length() > QueryTemplate.LONGEST
                ? PlannedQuery.Rejected.of(
                        indicator,
                        Reason.UNUSABLE_QUERY,
                        "the query is longer than " + QueryTemplate.LONGEST
                                + " characters, which this program never sends.")
                : new PlannedQuery.Ready(indicator, promql, task.timeframe().end());
    }
}
