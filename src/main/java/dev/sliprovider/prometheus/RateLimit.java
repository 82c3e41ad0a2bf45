package dev.sliprovider.prometheus;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A rate limit: evenly spaced, with a burst of at most the unused part of the last second. */
final class RateLimit {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final LongSupplier nanoTime;
    private long next;

    /** @param perSecond 0 for no limit */
    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.interval = perSecond == 0 ? 0 : SECOND / perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() - SECOND;
    }

    /** Reserves the next place. @return the time to wait for it */
    synchronized Duration reserve() {
        if (interval == 0) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        if (next - (now - SECOND + interval) < 0) {
            next = now - SECOND + interval;
        }
        long wait = next - now;
        next += interval;
        return wait <= 0 ? Duration.ZERO : Duration.ofNanos(wait);
    }
}
