package dev.sliprovider.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers at the marks of one axis: all have the same number of decimal places, as many as distinguish them. */
final class TickLabels {

    private static final double LARGEST_PLAIN = 1e6;
    private static final int MOST_PLACES = 4;

    private final int magnitude;
    private final int places;
    private final boolean isPlain;

    /**
     * @param largest the largest size of a number on the axis
     * @param step distance of two marks
     */
    TickLabels(double largest, double step) {
        magnitude = exponent(largest);
        places = Math.max(0, -exponent(step));
        isPlain = largest < LARGEST_PLAIN && places <= MOST_PLACES;
    }

    /** @return of a number with one digit, with the rounding errors of its multiples left out */
    private static int exponent(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(10));
        return rounded.precision() - rounded.scale() - 1;
    }

    String of(double number) {
        if (number == 0) {
            return "0";
        }
        if (isPlain) {
            return new BigDecimal(number)
                    .setScale(places, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        BigDecimal shifted = new BigDecimal(number).movePointLeft(magnitude);
        BigDecimal rounded = shifted.round(new MathContext(10)).stripTrailingZeros();
        return rounded.toPlainString() + "e" + magnitude;
    }
}
