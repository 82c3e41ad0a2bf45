package dev.sliprovider.bench;

import java.time.Duration;

/** The shortest time there can be: nobody's own work takes any. */
final class Bound {

    private Bound() {}

    /** @param limit how many queries the backend works on at once; 0 for any number */
    static Duration of(int indicators, int limit, Duration latency) {
        return latency.multipliedBy(limit == 0 ? 1 : Math.ceilDiv(indicators, limit));
    }
}
