package dev.sliprovider.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number for people: at least five digits, and every digit before the point. */
final class RoundedNumber {

    private static final int DIGITS = 5;
    private static final double SMALL = 1e-6;
    private static final double LARGE = 1e15;

    private RoundedNumber() {}

    /** @return without an exponent as long as that is readable */
    static String of(double value) {
        double size = Math.abs(value);
        BigDecimal exact = BigDecimal.valueOf(value);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            return Double.toString(exact.round(new MathContext(DIGITS)).doubleValue());
        }
        int before = exact.precision() - exact.scale();
        return exact.round(new MathContext(Math.max(DIGITS, before)))
                .stripTrailingZeros()
                .toPlainString();
    }
}
