package dev.sliprovider.plot;

/**
 * The mark of a point.
 *
 * @param shape distinguishes marks for readers who cannot distinguish the colours
 * @param colour of the shape
 * @param title the tooltip
 */
public record Mark(Shape shape, Colour colour, String title) {

    /** A shape, eight units wide, around 0. */
    public enum Shape {
        /** A disc. */
        DISC("M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
        /** A triangle. */
        TRIANGLE("M0-5L5 4H-5z"),
        /** A cross with thick arms. */
        CROSS("M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0z"),
        /** A square on its corner. */
        DIAMOND("M0-4L4 0L0 4L-4 0z");

        private final String path;

        Shape(String path) {
            this.path = path;
        }

        /** @return as SVG writes it */
        public String path() {
            return path;
        }
    }
}
