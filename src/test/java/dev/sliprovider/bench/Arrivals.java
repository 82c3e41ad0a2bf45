package dev.sliprovider.bench;

import java.time.Duration;

/**
 * When events are to be sent: at a fixed rate, whatever becomes of those before. A driver that waited for answers would
 * send less to who is slow, and would not see what that costs (coordinated omission).
 *
 * @param count how many
 * @param interval between two; none for all at once
 */
record Arrivals(int count, Duration interval) {

    static Arrivals perSecond(double rate, Duration time) {
        return new Arrivals((int) Math.round(rate * time.toNanos() / 1e9), Duration.ofNanos(Math.round(1e9 / rate)));
    }

    static Arrivals atOnce(int count) {
        return new Arrivals(count, Duration.ZERO);
    }

    /** @return nanoseconds after the first */
    long offset(int index) {
        return index * interval.toNanos();
    }
}
