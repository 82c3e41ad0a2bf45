package dev.sliprovider.waiting;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

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
     * Repeats an attempt that fails.
     *
     * @param attempt is subscribed to once for each attempt
     * @param retries maximum number of retries; 0 for none
     * @param isTransient whether a retry may help after this failure
     * @return the item of the first successful attempt; fails with the failure of the last attempt
     */
    public <T> Uni<T> retry(Uni<T> attempt, int retries, Predicate<Throwable> isTransient) {
        return Uni.createFrom().deferred(() -> {
            var failures = new AtomicInteger();
            return attempt.onFailure().retry().when(all -> all.onItem().transformToUniAndConcatenate(failure -> {
                int number = failures.incrementAndGet();
                return number <= retries && isTransient.test(failure)
                        ? waited(pause(number))
                        : Uni.createFrom().failure(failure);
            }));
        });
    }

    /** This clock drops a pause as soon as it is cancelled, and a pause that outlives the process is not an error. */
    private static Uni<Boolean> waited(Duration pause) {
        return Uni.createFrom()
                .item(true)
                .onItem()
                .delayIt()
                .onExecutor(Timeouts.clock())
                .by(pause);
    }

    /**
     * @param failures number of consecutive failures, at least 1
     * @return the pause before the next attempt, at least one millisecond
     */
    public Duration pause(int failures) {
        long doubled = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        long bound = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.max(1, bound / 2), bound + 1));
    }
}
