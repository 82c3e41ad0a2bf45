package dev.sliprovider.plot;

import java.util.Optional;

/**
 * A point of a line.
 *
 * @param x on the lower axis
 * @param y on the left axis; not a number where the line has a gap
 * @param mark a shape at the point
 */
public record Point(double x, double y, Optional<Mark> mark) {

    /** A point without a mark. */
    public Point(double x, double y) {
        this(x, y, Optional.empty());
    }
}
