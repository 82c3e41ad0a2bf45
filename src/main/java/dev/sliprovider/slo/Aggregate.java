package dev.sliprovider.slo;

import java.util.Arrays;

/**
 * Earlier values of one indicator as one number (contract §10.5).
 *
 * @param value 0 if there are none
 * @param isKnown whether there are any
 */
record Aggregate(double value, boolean isKnown) {

    private static final Aggregate NONE = new Aggregate(0, false);

    /**
     * @param numbers values that are there, newest evaluation first, within an evaluation in order: the order decides the
     *     last digit; the array is used up
     * @param function unknown ones give 0
     */
    static Aggregate of(double[] numbers, String function) {
        return numbers.length == 0 ? NONE : new Aggregate(apply(function, numbers), true);
    }

    private static double apply(String function, double[] numbers) {
        return switch (function) {
            case "avg" -> average(numbers);
            case "p50" -> percentile(numbers, 0.5);
            case "p90" -> percentile(numbers, 0.9);
            case "p95" -> percentile(numbers, 0.95);
            default -> 0;
        };
    }

    /** Adds one after the other: a stream would compensate rounding errors, which Lighthouse does not. */
    private static double average(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double percentile(double[] numbers, double quantile) {
        Arrays.sort(numbers);
        double position = quantile * (numbers.length + 1);
        if (position < 1) {
            return numbers[0];
        }
        if (position >= numbers.length) {
            return numbers[numbers.length - 1];
        }
        double lower = numbers[(int) position - 1];
        double upper = numbers[(int) position];
        return lower + (position - Math.floor(position)) * (upper - lower);
    }
}
