package dev.sliprovider.report;

import dev.sliprovider.slo.GoFloat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
public final class Numbers {

    private static final int DIGITS = 6;
    private static final double LARGE = 1e6;
    private static final double LARGEST = 1e15;

    private Numbers() {}

    /** @return a number with six digits, which are enough to read; written as Go writes it */
    public static String text(double number) {
        return rounded(number, DIGITS);
    }

    /** @return a number with so many digits */
    public static String rounded(double number, int digits) {
        return GoFloat.format(
                !Double.isFinite(number)
                        ? number
                        : new BigDecimal(number).round(new MathContext(digits)).doubleValue());
    }

    /** @return large numbers without an exponent, as whole numbers with commas between the thousands */
    static String grouped(double number) {
        double size = Math.abs(number);
        return size >= LARGE && size < LARGEST ? String.format(Locale.ROOT, "%,.0f", number) : text(number);
    }

    /** @return the number with as many digits as distinguish it from others */
    public static String apartFrom(double number, double other) {
        return number != other && text(number).equals(text(other)) ? GoFloat.format(number) : text(number);
    }
}
