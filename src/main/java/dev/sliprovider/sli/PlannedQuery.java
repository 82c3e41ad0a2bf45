package dev.sliprovider.sli;

import java.time.Instant;
import java.util.List;

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
     * @param warnings about what was filled in, a sentence each
     * @param emptyResult what explains an empty result, half a sentence; empty if nothing is known
     */
    record Ready(String indicator, String promql, Instant at, List<String> warnings, String emptyResult)
            implements PlannedQuery {

        /** Copies the list. */
        public Ready {
            warnings = List.copyOf(warnings);
        }

        /** A query about which nothing is to be said. */
        public Ready(String indicator, String promql, Instant at) {
            this(indicator, promql, at, List.of(), "");
        }

        /** @return the same, with an explanation for an empty result */
        public Ready explained(String why) {
            return new Ready(indicator, promql, at, warnings, why);
        }
    }

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
