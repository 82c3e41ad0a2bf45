package dev.sliprovider.sli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The window that is evaluated. Queries are evaluated at its end (contract §7.5).
 *
 * @param start first instant of the window
 * @param end last instant of the window, after {@code start}
 */
public record Timeframe(Instant start, Instant end) {

    private static final Pattern RFC_3339 = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIX_SECONDS = Pattern.compile("\\d{1,18}");
    private static final long LAST_SECOND_OF_9999 = 253_402_300_799L;
    private static final int NANO_DIGITS = 9;

    /** @throws IllegalArgumentException if the window is empty or reversed */
    public Timeframe {
        requireOrder(start, end, start.toString(), end.toString());
    }

    /**
     * Reads a window as it stands in a request for indicator values.
     *
     * @param start RFC 3339 with any fraction and offset, or unix seconds
     * @param end in the same forms
     * @throws IllegalArgumentException quoting each text that cannot be used
     */
    public static Timeframe parse(String start, String end) {
        var wrong = new ArrayList<String>();
        Instant first = instant("start", start, wrong);
        Instant last = instant("end", end, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        requireOrder(first, last, "\"" + start + "\"", "\"" + end + "\"");
        return new Timeframe(first, last);
    }

    private static void requireOrder(Instant start, Instant end, String shownStart, String shownEnd) {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("the window is " + (end.equals(start) ? "empty" : "reversed")
                    + ": it starts at " + shownStart + " and ends at " + shownEnd
                    + "; the end must be after the start");
        }
    }

    /** @return the length in seconds, rounded up, at least 1 */
    public long seconds() {
        Duration length = Duration.between(start, end);
        return length.getNano() == 0 ? length.getSeconds() : length.getSeconds() + 1;
    }

    /**
     * @param text RFC 3339 with any fraction and offset, or unix seconds
     * @throws IllegalArgumentException quoting a text that cannot be used
     */
    public static Instant instant(String text) {
        return instant("start", text);
    }

    private static Instant instant(String name, String text, List<String> wrong) {
        try {
            return instant(name, text);
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
            return null;
        }
    }

    private static Instant instant(String name, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        Matcher time = RFC_3339.matcher(text);
        try {
            if (time.matches()) {
                return OffsetDateTime.parse(time.group(1) + nanos(time.group(2)) + time.group(3))
                        .toInstant();
            }
        } catch (DateTimeException e) {
            throw unreadable(name, text, "no such date or time");
        }
        if (!UNIX_SECONDS.matcher(text).matches()) {
            throw unreadable(name, text, "expected RFC 3339 such as 2024-03-05T09:11:30Z, or unix seconds");
        }
        long seconds = Long.parseLong(text);
        if (seconds > LAST_SECOND_OF_9999) {
            throw unreadable(name, text, "as unix seconds that is after the year 9999; is it in milliseconds?");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** RFC 3339 allows any number of digits, java.time at most nine. */
    private static String nanos(String fraction) {
        return fraction == null ? "" : fraction.substring(0, Math.min(fraction.length(), NANO_DIGITS + 1));
    }

    private static IllegalArgumentException unreadable(String name, String text, String why) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException(name + " \"" + shown + "\" cannot be read: " + why);
    }
}
