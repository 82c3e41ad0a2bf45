package dev.sliprovider.report;

import dev.sliprovider.slo.GoFloat;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
final class Numbers {

    private static final int DIGITS = 6;

    private Numbers() {}

    /** @return six digits are enough */
    static String text(double number) {
        return rounded(number, DIGITS);
    }

    static String rounded(double number, int digits) {
        return GoFloat.format(
                new BigDecimal(number).round(new MathContext(digits)).doubleValue());
    }

    /** @return as many digits as it takes to tell a number from another */
    static String apartFrom(double number, double other) {
        return number != other && text(number).equals(text(other)) ? GoFloat.format(number) : text(number);
    }
}
