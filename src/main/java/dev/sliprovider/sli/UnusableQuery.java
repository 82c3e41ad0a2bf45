package dev.sliprovider.sli;

/**
 * A query that cannot be sent. It fails only its own indicator, if that is requested, not the others of its file.
 *
 * @param cause a sentence with the place, the mistake and the remedy
 */
public record UnusableQuery(String cause) implements IndicatorQuery {

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        return PlannedQuery.Rejected.of(indicator, Reason.UNUSABLE_QUERY, cause);
    }
}
