package dev.sliprovider.evaluator;

import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The evaluated window, as written in options, requests or events.
 *
 * @param start RFC 3339 or unix seconds; not checked yet if it comes from an event
 * @param end likewise
 */
public record Window(String start, String end) {

    /** Lighthouse evaluates no shorter window (contract §1.4). */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Pattern TIMEFRAME =
            Pattern.compile("(?:(\\d{1,3})w)?(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

    /**
     * The names under which a user gives the parts of a window, for messages.
     *
     * @param start instead of a length
     * @param end of the window
     * @param timeframe length before the end
     */
    public record Names(String start, String end, String timeframe) {

        /** The options of the command line. */
        public static final Names OPTIONS = new Names("--start", "--end", "--timeframe");

        /** The members of a request. */
        public static final Names MEMBERS = new Names("start", "end", "timeframe");
    }

    /**
     * Combines what a user gives; each may be null. Times are written as {@link WrittenTime} reads them; those that are
     * RFC 3339 or unix seconds stay as they are.
     *
     * @param start instead of a length
     * @param end now by default
     * @param timeframe length before the end, 5m by default
     * @throws IllegalArgumentException naming the part at fault
     */
    public static Window of(Names names, String start, String end, String timeframe) {
        if (start != null && timeframe != null) {
            throw new IllegalArgumentException(names.start() + " and " + names.timeframe() + " exclude each other");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant last = end == null ? now : WrittenTime.read(names.end(), end, now);
        Instant first = start == null
                ? last.minus(length(names.timeframe(), timeframe == null ? "5m" : timeframe))
                : WrittenTime.read(names.start(), start, now);
        if (!first.isBefore(last)) {
            throw new IllegalArgumentException("the window is " + (first.equals(last) ? "empty" : "reversed")
                    + ": " + names.start() + " is " + first + " and " + names.end() + " is " + last
                    + (end == null ? ", which is now" : "") + "; the end must be after the start");
        }
        return new Window(verbatim(start, first), verbatim(end, last));
    }

    /** Events and documents have the text of the user where every reader of them understands it. */
    private static String verbatim(String text, Instant read) {
        try {
            return text != null && Timeframe.instant(text).equals(read) ? text : read.toString();
        } catch (IllegalArgumentException e) {
            return read.toString();
        }
    }

    /**
     * @param name for the message
     * @throws IllegalArgumentException if the text is not a length of time
     */
    public static Duration length(String name, String text) {
        Matcher parts = TIMEFRAME.matcher(text);
        Duration length = Duration.ZERO;
        if (parts.matches()) {
            length = Duration.ofDays(7 * number(parts.group(1)) + number(parts.group(2)))
                    .plusHours(number(parts.group(3)))
                    .plusMinutes(number(parts.group(4)))
                    .plusSeconds(number(parts.group(5)));
        }
        if (length.isZero() && text.matches("(\\d+[wdhms])+")) {
            throw new IllegalArgumentException(name + " \"" + text + "\" is "
                    + (text.matches("(0+[wdhms])+")
                            ? "no time at all"
                            : "too long, or its units are not in the order w d h m s")
                    + "; write 90s, 5m, 1h30m, 1d or 2w");
        }
        if (length.isZero()) {
            throw new IllegalArgumentException(
                    name + " \"" + text + "\" cannot be read; write 90s, 5m, 1h30m, 1d or 2w");
        }
        return length;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** @throws IllegalArgumentException if the texts are not a valid window */
    public Timeframe timeframe() {
        return Timeframe.parse(start, end);
    }

    /** @throws IllegalArgumentException if the window is too short */
    public static void requireLongEnough(Timeframe window) {
        if (Duration.between(window.start(), window.end()).compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the window from " + window.start() + " to " + window.end()
                    + " is shorter than a minute, which is not evaluated; choose a timeframe of 1m or more");
        }
    }
}
