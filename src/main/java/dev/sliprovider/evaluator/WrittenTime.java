package dev.sliprovider.evaluator;

import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.Timeframe;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as people write it: {@code now}, {@code -1h}, {@code now-1h}, a date and time with a zone, or unix
 * seconds. A time without a zone is refused: whose local time it is depends on who reads it.
 */
public final class WrittenTime {

    private static final String REMEDY =
            "write -1h, now, now-1h, 2026-01-15T09:01:00Z," + " \"2026-01-15 10:01 Europe/Berlin\", or unix seconds";
    private static final Pattern RELATIVE = Pattern.compile("(?i)(?:(now)(?:([+-])(\\w+))?|-(\\w+))");
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt ]+(\\d{2}:\\d{2})(:\\d{2})?([.]\\d{1,9})?\\d*[ ]*\\[?([^\\[\\]]*)]?");
    private static final Pattern OFFSET = Pattern.compile("(?i)z|[+-]\\d{2}(?::?\\d{2})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[Tt ]\\d{0,2})?");
    private static final Pattern LENGTH = Pattern.compile("(?:\\d+[wdhms])+");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,18})(?:[.](\\d{1,9})\\d*)?");
    private static final int NANO_DIGITS = 9;

    private WrittenTime() {}

    /**
     * @param name of the option or member, for the message
     * @param now what the text may be relative to
     * @throws IllegalArgumentException naming the option, the text, the cause and the remedy
     */
    public static Instant read(String name, String text, Instant now) {
        String written = text.strip();
        Matcher relative = RELATIVE.matcher(written);
        if (relative.matches()) {
            return relative(name, relative, now);
        }
        Matcher dateTime = DATE_TIME.matcher(written);
        if (dateTime.matches()) {
            return zoned(name, written, dateTime);
        }
        Matcher seconds = SECONDS.matcher(written);
        if (seconds.matches()) {
            return seconds(name, seconds);
        }
        throw unreadable(name, written, why(written));
    }

    private static Instant relative(String name, Matcher text, Instant now) {
        boolean isShort = text.group(1) == null;
        String length = isShort ? text.group(4) : text.group(3);
        if (length == null) {
            return now;
        }
        if (!LENGTH.matcher(length).matches()) {
            throw unreadable(name, text.group(), REMEDY);
        }
        Duration distance = Window.length(name, length);
        return isShort || text.group(2).equals("-") ? now.minus(distance) : now.plus(distance);
    }

    private static Instant zoned(String name, String written, Matcher parts) {
        String zone = parts.group(5).strip();
        String time = parts.group(1) + "T" + parts.group(2)
                + Optional.ofNullable(parts.group(3)).orElse(":00")
                + Optional.ofNullable(parts.group(4)).orElse("");
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(time);
        } catch (DateTimeException e) {
            throw unreadable(name, written, "there is no such date or time");
        }
        if (zone.isEmpty()) {
            throw new IllegalArgumentException(name + " " + quoted(written) + " has no time zone; write " + time
                    + "Z for UTC, or an offset or zone such as +01:00 or Europe/Berlin after it");
        }
        return local.toInstant(offset(name, written, local, zone(name, written, zone)));
    }

    private static ZoneOffset offset(String name, String written, LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw unreadable(
                    name, written, "the clocks go forward at that time, so that it does not exist; write an offset");
        }
        if (offsets.size() > 1) {
            throw unreadable(
                    name,
                    written,
                    "the clocks go back at that time, so that it exists twice; write the offset, " + offsets.getFirst()
                            + " or " + offsets.getLast());
        }
        return offsets.getFirst();
    }

    private static ZoneId zone(String name, String written, String zone) {
        try {
            return OFFSET.matcher(zone).matches() ? ZoneOffset.of(zone.toUpperCase(Locale.ROOT)) : region(zone);
        } catch (DateTimeException e) {
            throw unreadable(
                    name,
                    written,
                    "there is no time zone " + quoted(zone)
                            + nearest(zone)
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse("; write Z, an offset such as +01:00, or a zone such as Europe/Berlin"));
        }
    }

    /** Names of zones are found in any case of their letters. */
    private static ZoneId region(String zone) {
        return ZoneId.of(ZoneId.getAvailableZoneIds().stream()
                .filter(zone::equalsIgnoreCase)
                .findFirst()
                .orElse(zone));
    }

    private static Optional<String> nearest(String zone) {
        return NearestName.to(
                zone,
                ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> id.regionMatches(true, 0, zone, 0, 1))
                        .sorted()
                        .toList());
    }

    private static Instant seconds(String name, Matcher text) {
        try {
            Instant whole = Timeframe.instant(text.group(1));
            String fraction = Optional.ofNullable(text.group(2)).orElse("");
            return whole.plusNanos(Long.parseLong(fraction + "0".repeat(NANO_DIGITS - fraction.length())));
        } catch (IllegalArgumentException e) {
            throw unreadable(name, text.group(), "as unix seconds that is after the year 9999; is it in milliseconds?");
        }
    }

    private static String why(String text) {
        if (LENGTH.matcher(text).matches()) {
            return "it is a length of time; write -" + text + " for the time that long ago";
        }
        return DATE.matcher(text).matches() ? "it has no time and time zone; " + REMEDY : REMEDY;
    }

    private static IllegalArgumentException unreadable(String name, String text, String why) {
        return new IllegalArgumentException(name + " " + quoted(text) + " cannot be read: " + why);
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\"";
    }
}
