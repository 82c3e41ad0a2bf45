package dev.sliprovider.sli;

import java.time.Instant;

/** What is to be asked for one indicator: decided without asking anybody. */
public sealed interface PlannedQuery {

    /** @return name of the indicator */
    String indicator();

    /**
     * A query that can be sent.
     *
     * @param indicator name of the indicator
     * @param promql complete, no placeholder left
     * @param at evaluation time: the end of the window, asked to the millisecond
     */
    record Ready(String indicator, String promql, Instant at) implements PlannedQuery {}

    /**
     * A query that cannot be formed.
     *
     * @param why the answer for this indicator
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
