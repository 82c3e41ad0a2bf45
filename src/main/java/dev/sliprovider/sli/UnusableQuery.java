package dev.sliprovider.sli;

/**
 * A query that cannot be sent. It fails if its indicator is requested, and does not keep the other indicators of its file
 * from their values.
 *
 * @param cause a sentence for people: what is wrong where, and what to do
 */
public record UnusableQuery(String cause) implements IndicatorQuery {

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        return PlannedQuery.Rejected.of(indicator, Reason.UNUSABLE_QUERY, cause);
    }
}
