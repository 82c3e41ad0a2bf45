package dev.sliprovider.cli;

import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The evaluated window, as written in options or events.
 *
 * @param start RFC 3339 or unix seconds; not checked yet
 * @param end likewise
 */
record Window(String start, String end) {

    private static final Pattern TIMEFRAME =
            Pattern.compile("(?:(\\d{1,3})w)?(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

    /**
     * Combines options; each may be null.
     *
     * @param start instead of a length
     * @param end now by default
     * @param timeframe length before the end, 5m by default
     * @throws IllegalArgumentException naming the option at fault
     */
    static Window of(String start, String end, String timeframe) {
        String last = end == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS).toString() : end;
        if (start != null && timeframe != null) {
            throw new IllegalArgumentException("--start and --timeframe exclude each other");
        }
        return new Window(start == null ? before(last, timeframe == null ? "5m" : timeframe) : start, last);
    }

    private static String before(String end, String timeframe) {
        Duration length = length("--timeframe", timeframe);
        try {
            return Timeframe.parse("0", end).end().minus(length).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--end: " + e.getMessage());
        }
    }

    /**
     * @param option for the message
     * @throws IllegalArgumentException if the text is not a length of time
     */
    static Duration length(String option, String text) {
        Matcher parts = TIMEFRAME.matcher(text);
        Duration length = Duration.ZERO;
        if (parts.matches()) {
            length = Duration.ofDays(7 * number(parts.group(1)) + number(parts.group(2)))
                    .plusHours(number(parts.group(3)))
                    .plusMinutes(number(parts.group(4)))
                    .plusSeconds(number(parts.group(5)));
        }
        if (length.isZero() && text.matches("(\\d+[wdhms])+")) {
            throw new IllegalArgumentException(option + " \"" + text + "\" is "
                    + (text.matches("(0+[wdhms])+")
                            ? "no time at all"
                            : "too long, or its units are not in the order w d h m s")
                    + "; write 90s, 5m, 1h30m or 7d");
        }
        if (length.isZero()) {
            throw new IllegalArgumentException(option + " \"" + text + "\" cannot be read; write 90s, 5m, 1h30m or 7d");
        }
        return length;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** @throws IllegalArgumentException if the texts are not a valid window */
    Timeframe timeframe() {
        return Timeframe.parse(start, end);
    }
}
