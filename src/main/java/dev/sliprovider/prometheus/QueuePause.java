package dev.sliprovider.prometheus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** The pause of a server's whole queue after the server has sent {@code Retry-After} (RFC 9110, 10.2.3). */
final class QueuePause {

    /** The queries of a queue must not return all at once. */
    private static final int JITTER_OF_PAUSE = 4;

    private final long longest;
    private final LongSupplier nanoTime;
    private long began;
    private long length;
    private Optional<QueryFailure> reason = Optional.empty();

    /** @param longest maximum pause; a longer {@code Retry-After} concerns its own query only */
    QueuePause(Duration longest, LongSupplier nanoTime) {
        this.longest = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @param failure with or without {@code Retry-After} */
    synchronized void learn(QueryFailure failure) {
        long wanted = failure.retryAfter()
                .filter(wait -> wait.compareTo(Duration.ofNanos(longest)) <= 0)
                .map(Duration::toNanos)
                .orElse(0L);
        long now = nanoTime.getAsLong();
        if (failure.kind() != QueryFailure.Kind.CIRCUIT_OPEN && wanted > length - (now - began)) {
            began = now;
            length = wanted;
            reason = Optional.of(failure);
        }
    }

    /** @return the time that a query has to wait, with a random part; zero without a pause */
    Duration left() {
        long left = rest();
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left + jitter());
    }

    /** @return the failure that began the pause, if the pause is longer than the time of the event */
    Optional<QueryFailure> refusal(FairShare share) {
        long left = rest();
        return left <= 0 || share.leaves(Duration.ofNanos(left)) ? Optional.empty() : reason();
    }

    private synchronized long rest() {
        return reason.isEmpty() ? 0 : length - (nanoTime.getAsLong() - began);
    }

    private synchronized long jitter() {
        return ThreadLocalRandom.current().nextLong(Math.max(1, length / JITTER_OF_PAUSE));
    }

    private synchronized Optional<QueryFailure> reason() {
        return reason;
    }
}
