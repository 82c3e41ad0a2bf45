package dev.sliprovider.slo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads and writes floating-point numbers as Go does: Lighthouse is written in Go, and which texts are numbers decides
 * which criteria are valid (contract §10.11, 2 and 9).
 */
public final class GoFloat {

    private static final String HEX =
            "0[xX](?=[._]?+[0-9a-fA-F])[0-9a-fA-F_]*+\\.?+[0-9a-fA-F_]*+[pP][+-]?+[0-9][0-9_]*+";
    private static final String DECIMAL = "(?=[.]?+[0-9])[0-9_]*+\\.?+[0-9_]*+(?:[eE][+-]?+[0-9][0-9_]*+)?+";
    private static final Pattern NUMBER = Pattern.compile("[+-]?+(?:" + HEX + "|" + DECIMAL + ")");
    /** An underscore is valid only between two digits; the prefix of a hexadecimal number counts as a digit. */
    private static final Pattern MISPLACED = Pattern.compile("(?<![0-9])_|_(?![0-9])");

    private static final Pattern MISPLACED_HEX = Pattern.compile("(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(?:inity)?");
    /** From this exponent on {@code %v} writes an exponent, and below -4. */
    private static final int EXPONENT_FROM = 6;

    private static final int EXPONENT_BELOW = -4;

    private GoFloat() {}

    /**
     * Reads a number as {@code strconv.ParseFloat(text, 64)} does: decimal, hexadecimal with {@code p}, underscores
     * between digits, {@code Inf}, {@code Infinity} and {@code NaN} in any case.
     *
     * @return the nearest double; empty if the text is no number or the number is too large for a double
     */
    public static OptionalDouble parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (INFINITE.matcher(word).matches()) {
            return OptionalDouble.of(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        boolean isHex = word.contains("x");
        if (!NUMBER.matcher(text).matches()
                || (isHex ? MISPLACED_HEX : MISPLACED).matcher(text).find()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text.replace("_", ""));
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Writes a number as {@code fmt} does for {@code %v}: the shortest digits that give the same double; with an exponent
     * from 1e6 on and below 1e-4.
     */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < EXPONENT_BELOW || exponent >= EXPONENT_FROM
                ? scientific(shortest, exponent)
                : shortest.toPlainString();
    }

    /** Java writes at least two digits and may choose others than the single one that is enough. */
    private static BigDecimal shortest(double value) {
        var digits = new BigDecimal(Double.toString(value));
        BigDecimal single = digits.round(new MathContext(1));
        return (single.doubleValue() == value ? single : digits).stripTrailingZeros();
    }

    private static String scientific(BigDecimal shortest, int exponent) {
        String digits = shortest.unscaledValue().abs().toString();
        return (shortest.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
