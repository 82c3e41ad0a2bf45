package dev.sliprovider.sli;

import dev.sliprovider.sli.IndicatorValue.Missing;

/**
 * A query that cannot be sent. It costs only its own indicator: a file of a project counts for all of its services.
 *
 * @param why with the place in the file and the remedy
 */
public record UnusableQuery(String why) implements IndicatorQuery {

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        return new PlannedQuery.Rejected(Missing.before(indicator, Reason.QUERY_REJECTED, why));
    }
}
