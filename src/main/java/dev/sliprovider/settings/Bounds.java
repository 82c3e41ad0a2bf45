package dev.sliprovider.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Checks values of settings against their bounds. */
public final class Bounds {

    private Bounds() {}

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @param least the smallest valid value
     * @param most the largest valid value
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
            throw new IllegalArgumentException(setting + " is " + written(value) + "; it must be at least 1 ms");
        }
    }

    /** @throws IllegalArgumentException naming the setting if it is negative or longer than a day */
    public static void notNegative(String setting, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    setting + " is " + written(value) + "; it must not be negative nor more than a day");
        }
    }

    /** @return a time as it is written in a setting, such as 1.5s or 48h */
    public static String written(Duration value) {
        return value.isZero() ? "0s" : value.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a switch. A misspelt word is an error.
     *
     * @param standard the default
     * @throws IllegalArgumentException naming the setting and the valid words
     */
    public static boolean isOn(String setting, Optional<String> value, boolean standard) {
        String word = value.orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "" -> standard;
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw new IllegalArgumentException(setting + " is \"" + word + "\"; expected true or false");
        };
    }
}
