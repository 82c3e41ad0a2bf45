package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one server. It opens after a number of failures in a row that go on for some seconds, so that the
 * repetitions of a query bridge a short break. After a while one request tries whether the server is back: its success
 * closes the circuit, and without one the next request tries after the same while.
 */
final class CircuitBreaker {

    /** A try usually has its answer within this time. */
    private static final Duration SOON = Duration.ofMillis(500);
    /** How long all requests must have failed; longer than the repetitions of one query take. */
    private static final long LASTING = Duration.ofSeconds(2).toNanos();

    private final int threshold;
    private final Duration openFor;
    private final LongSupplier nanoTime;
    private int failures;
    private long failingSince;
    private boolean open;
    private boolean trying;
    private long nextTry;
    private String lastCause = "";

    /** @param threshold 0 never opens */
    CircuitBreaker(int threshold, Duration openFor, LongSupplier nanoTime) {
        this.threshold = threshold;
        this.openFor = openFor;
        this.nanoTime = nanoTime;
    }

    /** @return why the server is not queried now; nothing if it may be queried, which counts as a try */
    synchronized Optional<QueryFailure> refusal() {
        if (!open) {
            return Optional.empty();
        }
        long left = nextTry - nanoTime.getAsLong();
        if (left <= 0) {
            nextTry = nanoTime.getAsLong() + openFor.toNanos();
            trying = true;
            return Optional.empty();
        }
        // A query that has the time waits for the next try, or for the result of the one that is under way.
        Duration wait =
                trying && left > SOON.toNanos() ? SOON : Duration.ofNanos(left).plusMillis(1);
        return Optional.of(Kind.CIRCUIT_OPEN.after(
                Optional.of(wait),
                Kind.CIRCUIT_OPEN.says() + " after " + failures + " consecutive failures; last failure: " + lastCause));
    }

    /** @return whether the circuit is open; it stays open until a request succeeds, also without any request */
    synchronized boolean isOpen() {
        return open;
    }

    /** @return whether the circuit opens because of this result */
    synchronized boolean opensBy(QueryResult result) {
        if (!(result instanceof Failed(QueryFailure failure))) {
            close();
            return false;
        }
        return switch (failure.kind().handling().breaker()) {
            case CLOSES -> {
                close();
                yield false;
            }
            case IGNORES -> false;
            case COUNTS -> opensBy(failure);
        };
    }

    private boolean opensBy(QueryFailure failure) {
        long now = nanoTime.getAsLong();
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        // Not the cause: the message may be read in another project.
        lastCause = failure.kind().says();
        trying = false;
        boolean wasOpen = open;
        open = threshold > 0 && failures >= threshold && now - failingSince >= LASTING;
        if (open) {
            nextTry = now + openFor.toNanos();
        }
        return open && !wasOpen;
    }

    private void close() {
        failures = 0;
        open = false;
        trying = false;
    }
}
