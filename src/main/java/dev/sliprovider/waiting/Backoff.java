package dev.sliprovider.waiting;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts at the same work: exponential back-off with jitter, the one retry policy of the program. Each
 * pause is random between half of the doubled pause and all of it, so that replicas do not retry at the same moment.
 *
 * @param first pause after the first failure, at least one millisecond
 * @param longest bound of every pause
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** @throws IllegalArgumentException if the first pause is shorter than a millisecond or longer than the longest */
    public Backoff {
        if (first.toMillis() < 1 || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the first pause must be at least 1 ms and at most " + longest);
        }
    }

    /**
     * @param failures how often the work has failed in a row, at least 1
     * @return the pause before the next attempt, at least one millisecond
     */
    public Duration pause(int failures) {
        long doubled = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long bound = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.max(1, bound / 2), bound + 1));
    }
}
