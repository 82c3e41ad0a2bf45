package dev.sliprovider.backtest;

import java.time.Duration;

/** Lengths of time as the command line writes them. */
public final class Lengths {

    private Lengths() {}

    /** @return such as {@code 14d}, {@code 1h30m} or {@code 10s}; fractions of a second are left out */
    public static String of(Duration length) {
        var text = new StringBuilder();
        part(text, length.toDays(), "d");
        part(text, length.toHoursPart(), "h");
        part(text, length.toMinutesPart(), "m");
        part(text, length.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }
}
