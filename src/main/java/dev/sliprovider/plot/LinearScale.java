package dev.sliprovider.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * An axis with equal steps.
 *
 * @param low lower end
 * @param high upper end, above the lower one
 * @param step distance of the marks; 1, 2 or 5 times a power of ten
 */
public record LinearScale(double low, double high, double step) implements Scale {

    /** Smaller differences are rounding errors, not a change worth a plot. */
    private static final double LEAST_SPREAD = 1e-9;

    /** Numbers below are shown as 0: their steps have no digits left. */
    private static final double LEAST = 1e-290;

    /** An axis begins at 0 if the smallest value is below this share of the largest one. */
    private static final double NEAR_ZERO = 0.5;

    private static final double MARGIN = 0.1;

    /**
     * Chooses ends and marks for values between two numbers, which may be equal.
     *
     * @param most how many steps the axis has at most; at least 1
     */
    public static LinearScale covering(double least, double largest, int most) {
        double size = Math.max(Math.abs(least), Math.abs(largest));
        if (size < LEAST) {
            return between(0, 1, most);
        }
        if (largest / 2 - least / 2 < size * LEAST_SPREAD) {
            return between(least - size * MARGIN, largest + size * MARGIN, most);
        }
        double start = least > 0 && least < NEAR_ZERO * largest ? 0 : least;
        double end = largest < 0 && largest > NEAR_ZERO * least ? 0 : largest;
        return between(start, end, most);
    }

    /** Moves both ends outwards to the next mark; the halves do not overflow where the numbers would. */
    private static LinearScale between(double least, double largest, int most) {
        double low = Math.clamp(least, -Double.MAX_VALUE, Double.MAX_VALUE);
        double high = Math.clamp(largest, -Double.MAX_VALUE, Double.MAX_VALUE);
        double step = step((high / 2 - low / 2) / most * 2);
        return new LinearScale(
                Math.max(-Double.MAX_VALUE, Math.floor(low / step + LEAST_SPREAD) * step),
                Math.min(Double.MAX_VALUE, Math.ceil(high / step - LEAST_SPREAD) * step),
                step);
    }

    /** @return the next number that is 1, 2 or 5 times a power of ten */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return Stream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(step -> step >= least * (1 - LEAST_SPREAD))
                .findFirst()
                .orElse(10 * power);
    }

    @Override
    public double share(double value) {
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    @Override
    public List<Tick> ticks() {
        var labels = new TickLabels(Math.max(Math.abs(low), Math.abs(high)), step);
        long first = Math.round(Math.ceil(low / step - LEAST_SPREAD));
        long last = Math.round(Math.floor(high / step + LEAST_SPREAD));
        return Stream.iterate(first, number -> number <= last, number -> number + 1)
                .map(number -> new Tick(number * step, labels.of(number * step)))
                .toList();
    }
}
