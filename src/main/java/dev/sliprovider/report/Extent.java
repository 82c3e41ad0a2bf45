package dev.sliprovider.report;

import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Point;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an axis has to show.
 *
 * @param low smallest number; not a number if there is none
 * @param high largest number
 */
record Extent(double low, double high) {

    /** A target that is further away would press the values into a level line: its name shows where it is. */
    private static final double FARTHEST = 8;

    /** Values that differ by less are taken for spread over this share of their size. */
    private static final double LEAST_SPREAD = 0.25;

    static Extent of(List<Point> points) {
        DoubleSummaryStatistics numbers =
                points.stream().mapToDouble(Point::y).filter(Double::isFinite).summaryStatistics();
        return numbers.getCount() == 0
                ? new Extent(Double.NaN, Double.NaN)
                : new Extent(numbers.getMin(), numbers.getMax());
    }

    /** @return with the lines that are near; the nearest one always if all values are 0 */
    Extent reaching(List<Line> lines) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        double least = Math.max(high - low, size * LEAST_SPREAD);
        Extent wide = this;
        for (Extent line : nearestFirst(lines)) {
            Extent both = wide.and(line);
            double limit = least == 0 ? both.high - both.low : FARTHEST * least;
            if (both.high - both.low <= limit) {
                wide = both;
                least = least == 0 ? limit / FARTHEST : least;
            }
        }
        return wide;
    }

    private List<Extent> nearestFirst(List<Line> lines) {
        Stream<Extent> extents = lines.stream().map(line -> of(line.points()));
        return extents.filter(extent -> !Double.isNaN(extent.low))
                .sorted(Comparator.comparingDouble(extent -> and(extent).high - and(extent).low))
                .toList();
    }

    /** @return wide enough for one more number */
    Extent with(double number) {
        return Double.isNaN(low) ? new Extent(number, number) : and(new Extent(number, number));
    }

    private Extent and(Extent other) {
        return new Extent(Math.min(low, other.low), Math.max(high, other.high));
    }
}
