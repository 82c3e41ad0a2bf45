package dev.sliprovider.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Parts of queries and answers as texts for people: bounded, on one line, without anything that is not printable. */
final class DisplayText {

    private static final int QUERY = 120;
    private static final int VALUE = 60;
    private static final int NUMBERS = 6;

    private DisplayText() {}

    /** @return a part of a query */
    static String query(String text) {
        return bounded(text, QUERY);
    }

    /** @return the value of a label in quotes */
    static String value(String text) {
        return '"' + bounded(text, VALUE) + '"';
    }

    private static String bounded(String text, int most) {
        String printable = text.codePoints()
                .limit(most * 4L)
                .map(c -> isPrintable(c) ? c : Character.isWhitespace(c) ? ' ' : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceAll(" {2,}", " ");
        return printable.codePointCount(0, printable.length()) <= most
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, most)) + "…";
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * @param first of the texts, already bounded
     * @param all how many there are
     * @return the first ones, and how many more there are
     */
    static String list(List<String> first, int all) {
        int more = all - first.size();
        return String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }

    /** @return a number with few digits */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(NUMBERS)).stripTrailingZeros();
        return Math.abs(rounded.scale()) <= NUMBERS * 2 ? rounded.toPlainString() : rounded.toString();
    }

    /** @return a time to the second */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** @return a length of time in its largest unit, or in two */
    static String length(Duration length) {
        long seconds = length.abs().toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
