package dev.sliprovider.sli;

import java.time.Instant;

/** The query to send for one indicator, decided before any request is sent. */
public sealed interface PlannedQuery {

    /** @return name of the indicator */
    String indicator();

    /**
     * A query that can be sent.
     *
     * @param indicator name of the indicator
     * @param promql complete, without placeholders
     * @param at evaluation time: the end of the window, sent in milliseconds
     */
    record Ready(String indicator, String promql, Instant at) implements PlannedQuery {}

    /**
     * A query that cannot be completed.
     *
     * @param why the result for this indicator
     */
    record Rejected(IndicatorValue.Missing why) implements PlannedQuery {

        @Override
        public String indicator() {
            return why.indicator();
        }

        static Rejected of(String indicator, Reason reason, String cause) {
            return new Rejected(IndicatorValue.Missing.before(indicator, reason, cause));
        }
    }
}
