package dev.sliprovider.promql;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1h30m}: whole numbers with units, the largest unit first, each at most once. */
final class DurationLiterals {

    /** @param nanos the length of the unit in nanoseconds */
    private record Unit(String name, long nanos) {}

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long DAY = 86_400 * SECOND;

    /** From the largest to the smallest. */
    private static final List<Unit> UNITS = List.of(
            new Unit("y", 365 * DAY),
            new Unit("w", 7 * DAY),
            new Unit("d", DAY),
            new Unit("h", 3_600 * SECOND),
            new Unit("m", 60 * SECOND),
            new Unit("s", SECOND),
            new Unit("ms", MILLISECOND));

    private static final Pattern WRITTEN = Pattern.compile("[0-9]++[smhdwy]s?+(?:[0-9]++[smhdw]s?+)*+(?![0-9A-Za-z_])");
    private static final Pattern PART = Pattern.compile("([0-9]++)([a-z]++)");
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final double NANOS_PER_SECOND = 1e9;

    private DurationLiterals() {}

    /** @return the offset after what looks like a duration and begins at {@code start}, or -1 */
    static int end(String text, int start) {
        Matcher matcher = WRITTEN.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /**
     * @return seconds
     * @throws PromqlException if a unit does not exist or is in the wrong place, or the duration is too long
     */
    static double seconds(Token token) {
        var total = BigInteger.ZERO;
        int last = -1;
        for (MatchResult part : PART.matcher(token.text()).results().toList()) {
            int unit = indexOf(part.group(2));
            if (unit < 0) {
                throw refused(token, "has the unknown unit " + part.group(2) + "; there are y, w, d, h, m, s and ms");
            }
            if (unit <= last) {
                throw refused(token, "has its units in the wrong order; the largest comes first, each at most once");
            }
            last = unit;
            total = total.add(new BigInteger(part.group(1)).multiply(BigInteger.valueOf(UNITS.get(unit).nanos)));
        }
        if (total.compareTo(LONGEST) > 0) {
            throw refused(token, "is longer than 292 years");
        }
        return total.longValue() / NANOS_PER_SECOND;
    }

    private static int indexOf(String name) {
        for (int i = 0; i < UNITS.size(); i++) {
            if (UNITS.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static PromqlException refused(Token token, String why) {
        return PromqlException.syntax(token.span(), "the duration " + Quoting.shortened(token.text()) + " " + why);
    }
}
