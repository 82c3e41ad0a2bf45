package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one server. It opens after a number of consecutive failures over some seconds, so that the retries
 * of a query bridge a short outage. After a pause, one request tests the server. If it succeeds, the circuit closes;
 * otherwise the next request tests the server after the same pause.
 */
final class CircuitBreaker {

    /** The usual maximum duration of a test request. */
    private static final Duration SOON = Duration.ofMillis(500);
    /** The minimum time over which all requests must have failed; longer than the retries of one query. */
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

    /** @param threshold number of consecutive failures; with 0 the circuit never opens */
    CircuitBreaker(int threshold, Duration openFor, LongSupplier nanoTime) {
        this.threshold = threshold;
        this.openFor = openFor;
        this.nanoTime = nanoTime;
    }

    /** @return why the server is not queried now; empty if it may be queried, and that query counts as a test */
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
        // A query with enough time waits for the next test, or for the result of the current one.
        Duration wait =
                trying && left > SOON.toNanos() ? SOON : Duration.ofNanos(left).plusMillis(1);
        return Optional.of(Kind.CIRCUIT_OPEN.after(
                Optional.of(wait),
                Kind.CIRCUIT_OPEN.says() + " after " + failures + " consecutive failures; last failure: " + lastCause));
    }

    /** @return whether the circuit is open; it stays open until a request succeeds */
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
        // Without the cause, because the message may be read in another project.
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
