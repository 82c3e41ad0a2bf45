package dev.sliprovider.promql;

/** A length of time: a number of seconds, or a calculation, if that feature of the server is enabled. */
public sealed interface TimeSpan {

    /** @return where it stands */
    Span span();

    /** @param seconds may be negative in an offset only */
    record Fixed(Span span, double seconds) implements TimeSpan {}

    /** A calculation whose result the server works out. */
    record Calculated(Span span) implements TimeSpan {}

    /** @return whether it is known to be less than half a nanosecond, which Prometheus rounds to nothing */
    default boolean isZero() {
        return this instanceof Fixed fixed && Math.abs(fixed.seconds * 1e9) < 0.5;
    }
}
