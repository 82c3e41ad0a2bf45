package dev.sliprovider.check;

import java.time.Duration;

/** Durations for people. */
final class Durations {

    private static final long SECOND = 1000;

    private Durations() {}

    /** @return such as {@code 12 ms} or {@code 75 s} */
    static String text(Duration time) {
        return time.toMillis() < 10 * SECOND ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
