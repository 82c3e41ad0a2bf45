package dev.sliprovider.bench;

import java.time.Duration;

/**
 * When events are to be sent: at a fixed rate, whatever becomes of those before. A driver that waited for answers would
 * send less to who is slow, and would not see what that costs (coordinated omission).
 *
 * @param count how many
 * @param interval between two; none for all at once
 */
record SendSchedule(int count, Duration interval) {

    static SendSchedule perSecond(double rate, Duration time) {
        return new SendSchedule(
                (int) Math.round(rate * time.toNanos() / 1e9), Duration.ofNanos(Math.round(1e9 / rate)));
    }

    static SendSchedule atOnce(int count) {
        return new SendSchedule(count, Duration.ZERO);
    }

    /** @return nanoseconds after the first */
    long offset(int index) {
        return index * interval.toNanos();
    }
}
