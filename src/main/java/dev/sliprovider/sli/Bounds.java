package dev.sliprovider.sli;

import java.time.Duration;

/** Says what is wrong with a setting whose value can be read but not used. */
public final class Bounds {

    private Bounds() {}

    /**
     * @param least the smallest value that can be used
     * @throws IllegalArgumentException naming the setting and its bound
     */
    public static void atLeast(long least, String setting, long value) {
        if (value < least) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be at least " + least);
        }
    }

    /** @throws IllegalArgumentException naming the setting if it is shorter than a millisecond */
    public static void positive(String setting, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(setting + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
