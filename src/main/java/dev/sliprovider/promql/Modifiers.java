package dev.sliprovider.promql;

import java.util.Optional;

/**
 * What follows a selector or subquery and moves it in time.
 *
 * @param offset {@code offset 5m}; a positive one looks into the past
 * @param at {@code @ 1609746000}, {@code @ start()} or {@code @ end()}
 */
public record Modifiers(Optional<TimeSpan> offset, Optional<Instant> at) {

    /** A point in time, of a query or of the clock. */
    public sealed interface Instant {
        /** @param seconds since 1970, with fractions */
        record Unix(double seconds) implements Instant {}

        /** The beginning of the range that is queried. */
        record Start() implements Instant {}

        /** The end of the range that is queried. */
        record End() implements Instant {}
    }

    static final Modifiers NONE = new Modifiers(Optional.empty(), Optional.empty());

    Modifiers withOffset(TimeSpan span) {
        return new Modifiers(Optional.of(span), at);
    }

    Modifiers withAt(Instant instant) {
        return new Modifiers(offset, Optional.of(instant));
    }

    /** Prometheus takes an offset of zero for none. */
    boolean hasOffset() {
        return offset.isPresent() && !offset.get().isZero();
    }
}
