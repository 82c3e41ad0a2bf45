package dev.sliprovider.plot;

import java.util.List;

/** Where the values of an axis stand, and how the axis is marked. */
public sealed interface Scale permits LinearScale, LogarithmicScale, CategoryScale, TimeScale {

    /**
     * @param value finite, in the unit of the axis
     * @return 0 at the lower end of the axis and 1 at the upper end; outside for values that are outside, not a number for
     *     values that the axis cannot show
     */
    double share(double value);

    /** @return the marks in order, all within the axis */
    List<Tick> ticks();
}
