package dev.sliprovider.sli;

import java.util.List;

/**
 * One series with its samples as they are stored.
 *
 * @param times of the samples, in milliseconds since 1970, ascending
 * @param values of the samples, as many; may be not a number
 */
public record SampledSeries(List<Long> times, List<Double> values) {

    /** Copies the lists. */
    public SampledSeries {
        times = List.copyOf(times);
        values = List.copyOf(values);
    }
}
