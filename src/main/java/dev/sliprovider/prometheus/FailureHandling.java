package dev.sliprovider.prometheus;

/**
 * The reaction to a kind of failure. Each kind names one reaction, which determines everything that depends on it: retries,
 * failover, circuit breaker, limit of concurrent queries, {@code check}.
 */
enum FailureHandling {
    /**
     * The server cannot be reached or does not work: the query is retried and sent to the next server, and the circuit
     * breaker counts the failure.
     */
    DOWN(true, true, Breaker.COUNTS),
    /** As {@link #DOWN}, and the limit of concurrent queries is reduced for a while. */
    OVERLOADED(true, true, Breaker.COUNTS),
    /** The server did not answer this query and may answer others: the query is retried and sent to the next server. */
    SLOW(true, true, Breaker.IGNORES),
    /**
     * The server may still work at this query, so it does not get the query again, and its limit of concurrent queries is
     * reduced for a while. The query is sent to the next server.
     */
    GIVEN_UP(false, true, Breaker.IGNORES),
    /**
     * The configuration does not fit this server: the query is sent to the next server, which may have another certificate.
     */
    MISCONFIGURED(false, true, Breaker.IGNORES),
    /** The cause is in this program, whichever server is queried. */
    OURS(false, false, Breaker.IGNORES),
    /** The server works and does not answer this query; another server answers the same. */
    ANSWERED(false, false, Breaker.CLOSES),
    /** As {@link #ANSWERED}, but a retry may succeed. */
    ANSWERED_FOR_NOW(true, false, Breaker.CLOSES),
    /** As {@link #ANSWERED_FOR_NOW}, and the limit of concurrent queries is reduced for a while. */
    THROTTLED(true, false, Breaker.CLOSES),
    /** As {@link #ANSWERED}: the credentials are missing, wrong or insufficient. */
    CREDENTIALS_REFUSED(false, false, Breaker.CLOSES),
    /** The server works and does not support the call; another server may. */
    UNSUPPORTED(false, true, Breaker.CLOSES);

    /** The effect of a failure on the circuit breaker of the server. */
    enum Breaker {
        /** A further consecutive failure. */
        COUNTS,
        /** None: the cause may be the query, our certificates, our proxy or our credentials. */
        IGNORES,
        /** The server works: the circuit closes. */
        CLOSES
    }

    private final boolean isRepeated;
    private final boolean asksNextServer;
    private final Breaker breaker;

    FailureHandling(boolean isRepeated, boolean asksNextServer, Breaker breaker) {
        this.isRepeated = isRepeated;
        this.asksNextServer = asksNextServer;
        this.breaker = breaker;
    }

    boolean isRepeated() {
        return isRepeated;
    }

    boolean asksNextServer() {
        return asksNextServer;
    }

    Breaker breaker() {
        return breaker;
    }

    /** @return whether the limit of concurrent queries is reduced for a while */
    boolean isPressure() {
        return this == OVERLOADED || this == THROTTLED || this == GIVEN_UP;
    }
}
