package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Leaves a server alone after a number of failures in a row that go on for some seconds, so that a moment's break, which a
 * repetition bridges, is none. After a while one request tries whether it is back: its success lets all through, and without
 * one the next tries after the same while.
 */
final class CircuitBreaker {

    /** In this time a try usually has its answer. */
    private static final Duration SOON = Duration.ofMillis(500);
    /** So long all must have failed; longer than the repetitions of one query take. */
    private static final long LASTING = Duration.ofSeconds(2).toNanos();

    private static final Set<Kind> DOWN = EnumSet.of(
            Kind.NAME_NOT_RESOLVED,
            Kind.NO_ROUTE,
            Kind.CONNECTION_REFUSED,
            Kind.CONNECT_TIMEOUT,
            Kind.CONNECTION_BROKEN,
            Kind.SERVER_ERROR,
            Kind.OVERLOADED,
            Kind.UNAVAILABLE);
    /**
     * Of whoever asks: his certificates, his proxy, his login, a query that takes too long. It says nothing of the server,
     * which may answer others.
     */
    private static final Set<Kind> OURS = EnumSet.of(
            Kind.NO_ANSWER_IN_TIME,
            Kind.UNKNOWN_AUTHORITY,
            Kind.CERTIFICATE_EXPIRED,
            Kind.CERTIFICATE_FOR_ANOTHER_HOST,
            Kind.CLIENT_CERTIFICATE_NEEDED,
            Kind.NO_TLS,
            Kind.TLS_WANTED,
            Kind.TLS_FAILED,
            Kind.PROXY_LOGIN,
            Kind.PROXY_FAILED,
            Kind.NO_ACCESS_TOKEN,
            Kind.DEADLINE);

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

    /** @return why it is not to be asked now; nothing if it may be, which counts as a try */
    synchronized Optional<RequestFailure> refusal() {
        if (!open) {
            return Optional.empty();
        }
        long left = nextTry - nanoTime.getAsLong();
        if (left <= 0) {
            nextTry = nanoTime.getAsLong() + openFor.toNanos();
            trying = true;
            return Optional.empty();
        }
        // Who has the time waits for the next try, or for what comes of the one that is under way.
        Duration wait =
                trying && left > SOON.toNanos() ? SOON : Duration.ofNanos(left).plusMillis(1);
        return Optional.of(Kind.LEFT_ALONE.after(
                Optional.of(wait),
                "it was not asked, because the last " + failures + " requests to it failed, the last one so: "
                        + lastCause));
    }

    /** @return whether the server is left alone; it stays so until a request to it succeeds, also if nobody asks */
    synchronized boolean isOpen() {
        return open;
    }

    /** @return whether it opens by that */
    synchronized boolean opensBy(QueryResult result) {
        if (!(result instanceof Failed(RequestFailure failure))) {
            works();
            return false;
        }
        if (OURS.contains(failure.kind())) {
            return false;
        }
        if (!DOWN.contains(failure.kind())) {
            works();
            return false;
        }
        long now = nanoTime.getAsLong();
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        // Not its words: who reads this may be of another project.
        lastCause = failure.kind().says();
        trying = false;
        boolean wasOpen = open;
        open = threshold > 0 && failures >= threshold && now - failingSince >= LASTING;
        if (open) {
            nextTry = now + openFor.toNanos();
        }
        return open && !wasOpen;
    }

    private void works() {
        failures = 0;
        open = false;
        trying = false;
    }
}
