package dev.sliprovider.bench;

import java.time.Duration;

/**
 * The time that the Go service needs, computed: for each event it reads one Kubernetes Secret, by a client that is
 * limited to 5 requests a second after a burst of 10, then three levels of configuration, then one query after the other.
 * Events do not wait for each other except for the Secret.
 */
final class SequentialModel {

    static final double SECRETS_PER_SECOND = 5;
    static final int SECRET_BURST = 10;
    static final Duration READ = Duration.ofMillis(2);
    static final int READS = 3;
    /** What the service itself adds to a query; with it the measured 2.02 s and 10.17 s for 20 and 100 queries are met. */
    static final Duration OWN = Duration.ofMillis(1);

    private SequentialModel() {}

    /** @return for one event that comes alone */
    static Duration timeToFinished(int indicators, Duration latency) {
        return READ.multipliedBy(READS).plus(latency.plus(OWN).multipliedBy(indicators));
    }

    /** @return milliseconds for each event, waiting for its Secret included */
    static Latencies timesToFinished(SendSchedule arrivals, int indicators, Duration latency) {
        double alone = timeToFinished(indicators, latency).toNanos() / 1e6;
        double[] milliseconds = new double[arrivals.count()];
        double tokens = SECRET_BURST;
        double now = 0;
        for (int i = 0; i < milliseconds.length; i++) {
            double arrival = arrivals.offset(i) / 1e9;
            double seen = Math.max(arrival, now);
            tokens = Math.min(SECRET_BURST, tokens + (seen - now) * SECRETS_PER_SECOND);
            double wait = Math.max(0, (1 - tokens) / SECRETS_PER_SECOND);
            now = seen + wait;
            tokens = tokens + wait * SECRETS_PER_SECOND - 1;
            milliseconds[i] = (now - arrival) * 1e3 + alone;
        }
        return Latencies.of(milliseconds);
    }
}
