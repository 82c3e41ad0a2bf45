package dev.sliprovider.plot;

/**
 * The area of a panel, in units of the plot.
 *
 * @param left edge
 * @param top edge
 * @param right edge
 * @param bottom edge, larger than the top one
 */
record Area(double left, double top, double right, double bottom) {

    /** @param share of the lower axis */
    double x(double share) {
        return left + (right - left) * share;
    }

    /** @param share of the left axis */
    double y(double share) {
        return bottom - (bottom - top) * share;
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
