package dev.sliprovider.plot;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param name stands at its right end; empty for none
 * @param colour of the line
 * @param stroke how it is drawn
 * @param points from left to right
 */
public record Line(String name, Colour colour, Stroke stroke, List<Point> points) {

    /** How a line is drawn. */
    public enum Stroke {
        /** Without gaps. */
        SOLID("", false),
        /** With gaps. */
        DASHED("5 4", false),
        /** Level around each point, with gaps: a limit that is new for each point. */
        STEPS("4 2.5", true),
        /** The same with short dashes. */
        DOTTED_STEPS("1.5 2", true);

        private final String dashes;
        private final boolean isLevel;

        Stroke(String dashes, boolean isLevel) {
            this.dashes = dashes;
            this.isLevel = isLevel;
        }

        String dashes() {
            return dashes;
        }

        boolean isLevel() {
            return isLevel;
        }
    }

    /** Copies the list. */
    public Line {
        points = List.copyOf(points);
    }

    /** @return the height of the right end; not a number without a point */
    double end() {
        return points.reversed().stream()
                .mapToDouble(Point::y)
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
    }
}
