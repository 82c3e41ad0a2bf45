package dev.sliprovider.diagnosis;

import java.time.Instant;

/** A question to a server about a query without a value. */
public sealed interface Question {

    /**
     * An instant query.
     *
     * @param promql complete
     * @param at evaluation time
     */
    record Query(String promql, Instant at) implements Question {}

    /**
     * The values that a label has.
     *
     * @param label its name; {@code __name__} has the names of metrics as values
     * @param selector of the series that are looked at; empty for all
     * @param from beginning of the time that is looked at, roughly: servers round to the extent of their blocks
     * @param to its end
     */
    record LabelValues(String label, String selector, Instant from, Instant to) implements Question {}
}
