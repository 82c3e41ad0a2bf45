package dev.sliprovider.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis on which equal factors have equal distances.
 *
 * @param low lower end, above 0
 * @param high upper end, above the lower one
 * @param marks the values that are marked
 */
public record LogarithmicScale(double low, double high, List<Double> marks) implements Scale {

    /** Copies the list. */
    public LogarithmicScale {
        marks = List.copyOf(marks);
    }

    /**
     * @param low lower end, above 0
     * @param high upper end
     * @param marks the values that are marked; without any, the powers of ten
     */
    public static LogarithmicScale of(double low, double high, double... marks) {
        double first = Math.pow(10, Math.ceil(Math.log10(low)));
        DoubleStream values = marks.length > 0
                ? DoubleStream.of(marks)
                : DoubleStream.iterate(first, power -> power <= high, power -> power * 10);
        return new LogarithmicScale(low, high, values.boxed().toList());
    }

    @Override
    public double share(double value) {
        return value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN;
    }

    @Override
    public List<Tick> ticks() {
        return marks.stream()
                .map(mark -> new Tick(mark, new TickLabels(mark, mark).of(mark)))
                .toList();
    }
}
