package dev.sliprovider.resource;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the dates of yaml.v3, which are no numbers: {@code weight: 2001-01-01} is refused by Lighthouse. */
final class GoTimestamp {

    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?"
                    + "(?:Z|[+-]([0-9]{2}):([0-9]{2})))|(?: ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?))?");

    private GoTimestamp() {}

    static boolean isOne(String text) {
        Matcher date = DATE.matcher(text);
        return date.matches()
                && isDay(date)
                && isBelow(date, 24, 4, 9)
                && isBelow(date, 60, 5, 10)
                && isBelow(date, 60, 6, 11)
                && isBelow(date, 25, 7)
                && isBelow(date, 61, 8);
    }

    private static boolean isDay(Matcher date) {
        try {
            LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBelow(Matcher date, int bound, int... groups) {
        for (int group : groups) {
            if (date.group(group) != null && number(date, group) >= bound) {
                return false;
            }
        }
        return true;
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }
}
