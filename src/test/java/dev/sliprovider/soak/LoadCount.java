package dev.sliprovider.soak;

import java.time.Duration;

/**
 * How much came on one way, and how much should have come.
 *
 * @param way its name
 * @param sent events at the fixed rate
 * @param due events that this rate makes in that time
 * @param least so many must have been sent
 */
record LoadCount(String way, int sent, int due, int least) {

    private static final double SHARE = 0.95;
    /** What waited for a fault to end is sent behind it, one after the other. */
    private static final int BEHIND_SECONDS = 3;

    /** @param time in which the way was there; what waits for it is sent when it is there again */
    static LoadCount at(double rate, String way, int sent, Duration time) {
        double due = rate * time.toMillis() / 1_000;
        return new LoadCount(way, sent, (int) due, (int) Math.min(due * SHARE, due - rate * BEHIND_SECONDS));
    }

    boolean isShort() {
        return sent < Math.max(1, least);
    }
}
