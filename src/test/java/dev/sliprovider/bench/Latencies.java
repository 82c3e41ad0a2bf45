package dev.sliprovider.bench;

import java.util.Arrays;

/**
 * Times from the intended moment of sending to the whole answer.
 *
 * @param sorted milliseconds of those that were answered as they should be, the shortest first
 * @param lost those that were not
 */
record Latencies(double[] sorted, int lost) {

    /** @param milliseconds one for each event; not a number for one without its answer */
    static Latencies of(double[] milliseconds) {
        double[] answered =
                Arrays.stream(milliseconds).filter(Double::isFinite).sorted().toArray();
        return new Latencies(answered, milliseconds.length - answered.length);
    }

    double median() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    double worst() {
        return percentile(100);
    }

    /** @return by nearest rank: a time that was measured, never one between two; who is lost takes for ever */
    double percentile(double percent) {
        int rank = Math.max(1, (int) Math.ceil(percent / 100 * (sorted.length + lost)));
        return rank > sorted.length ? Double.POSITIVE_INFINITY : sorted[rank - 1];
    }
}
