package dev.sliprovider.coverage;

import java.time.Duration;
import java.time.Instant;

/**
 * The samples that one selector of a query reads.
 *
 * @param selector without range and modifiers
 * @param name as people write it
 * @param range how long; the evaluated window for a selector without a range
 * @param end the last moment
 * @param isCounter whether the query needs a counter there
 */
public record ReadRange(String selector, String name, Duration range, Instant end, boolean isCounter) {

    /** @return a query for all of them, to be evaluated at {@link #end} */
    public String samples() {
        return selector + "[" + range.toMillis() + "ms]";
    }

    /** @return a query for their number, to be evaluated at {@link #end} */
    public String count() {
        return "sum(count_over_time(" + samples() + "))";
    }

    Instant start() {
        return end.minus(range);
    }
}
