package dev.sliprovider.plot;

import java.util.List;

/** Where the panels of a plot are: there is room for all texts around them. */
final class Layout {

    static final int GAP = 6;
    static final int LINE = 16;

    /** Between the right edge of a panel and the names of its lines. */
    static final int LEADER = 22;

    private final Plot plot;
    private final double left;
    private final double right;

    private Layout(Plot plot, double left, double right) {
        this.plot = plot;
        this.left = left;
        this.right = right;
    }

    static Layout of(Plot plot) {
        double ticks = widest(plot.panels().stream()
                .flatMap(panel -> panel.y().ticks().stream())
                .map(Tick::label)
                .toList());
        double names = widest(plot.panels().stream()
                .flatMap(panel -> panel.named().stream())
                .map(Line::name)
                .toList());
        return new Layout(plot, ticks + 2 * GAP, plot.width() - (names == 0 ? 2 * GAP : names + LEADER + GAP));
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToDouble(TextWidth::of).max().orElse(0);
    }

    /** @return without what stands around the panel */
    Area area(int index) {
        double top = GAP;
        for (int i = 0; i < index; i++) {
            top += above(i) + height(i) + LINE;
        }
        top += above(index);
        return new Area(left, top, right, top + height(index));
    }

    private double above(int index) {
        return plot.panels().get(index).title().isEmpty() ? GAP : LINE + GAP;
    }

    private double height(int index) {
        return Math.max(plot.height(), plot.panels().get(index).named().size() * (double) LINE);
    }

    /** @return the height of the whole plot */
    double bottom() {
        return area(plot.panels().size() - 1).bottom()
                + LINE
                + GAP
                + (plot.xTitle().isEmpty() ? 0 : LINE);
    }

    void title(Svg svg, String title) {
        svg.open("text", "x", (left + right) / 2, "y", bottom() - GAP, "text-anchor", "middle")
                .text(title)
                .close("text");
    }
}
