package dev.sliprovider.sli;

import java.time.Duration;

/** Says what is wrong with a setting whose value can be read but not used. */
public final class Bounds {

    private Bounds() {}

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @param least the smallest value that can be used
     * @param most the largest one
     * @throws IllegalArgumentException naming the setting and its bounds
     */
    public static void within(long least, long most, String setting, long value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    setting + " is " + value + "; it must be at least " + least + " and at most " + most);
        }
    }

    /** @throws IllegalArgumentException naming the setting if it is not between a millisecond and a day */
    public static void positive(String setting, Duration value) {
        notNegative(setting, value);
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(setting + " is " + value + "; it must be at least 1 ms");
        }
    }

    /** @throws IllegalArgumentException naming the setting if it is negative or longer than a day */
    public static void notNegative(String setting, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    setting + " is " + value + "; it must not be negative nor more than a day");
        }
    }
}
