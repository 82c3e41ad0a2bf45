package dev.sliprovider.prometheus;

/**
 * What is done about a kind of failure. Each kind names one of these, so that a new kind is decided once and for all that
 * depends on it: repetitions, failover, circuit breaker, bound of concurrent queries, {@code check}.
 */
enum FailureHandling {
    /** The server is not reached or does not work: repeated, the next server is queried, the circuit breaker counts it. */
    DOWN(true, true, Breaker.COUNTS),
    /** As {@link #DOWN}, and fewer queries are sent at once for a while. */
    OVERLOADED(true, true, Breaker.COUNTS),
    /** It did not answer this query and may answer others: repeated, the next server is queried. */
    SLOW(true, true, Breaker.IGNORES),
    /**
     * It may still work at this query, so the same server does not get it again, and gets fewer for a while; the next server
     * is queried.
     */
    GIVEN_UP(false, true, Breaker.IGNORES),
    /** What is configured here does not fit this server: the next server is queried, which may have another certificate. */
    MISCONFIGURED(false, true, Breaker.IGNORES),
    /** The reason is on our side, whichever server is queried. */
    OURS(false, false, Breaker.IGNORES),
    /** The server works and does not answer this query; another server answers the same. */
    ANSWERED(false, false, Breaker.CLOSES),
    /** As {@link #ANSWERED}, but the same query may be answered in a moment. */
    ANSWERED_FOR_NOW(true, false, Breaker.CLOSES),
    /** As {@link #ANSWERED_FOR_NOW}, and fewer queries are sent at once for a while. */
    THROTTLED(true, false, Breaker.CLOSES),
    /** As {@link #ANSWERED}: the credentials are missing, wrong or not enough. */
    CREDENTIALS_REFUSED(false, false, Breaker.CLOSES),
    /** The server works and does not know the call; another server may. */
    UNSUPPORTED(false, true, Breaker.CLOSES);

    /** What a failure says to the circuit breaker of the server. */
    enum Breaker {
        /** One failure more in a row. */
        COUNTS,
        /** Nothing: it may be the query, our certificates, our proxy, our credentials. */
        IGNORES,
        /** The server works. */
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

    /** @return whether fewer queries are to be sent at once for a while */
    boolean isPressure() {
        return this == OVERLOADED || this == THROTTLED || this == GIVEN_UP;
    }
}
