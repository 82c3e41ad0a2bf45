package dev.sliprovider.plot;

import java.util.ArrayList;
import java.util.List;

/** Draws one panel. */
final class PanelDrawing {

    private static final String FAINT = "0.18";

    /** Values at the ends of an axis may be outside by so much. */
    static final double ROUNDING = 1e-6;

    private final Svg svg;
    private final Panel panel;
    private final Area area;

    PanelDrawing(Svg svg, Panel panel, Area area) {
        this.svg = svg;
        this.panel = panel;
        this.area = area;
    }

    /** @param isLowest whether the lower axis has its texts */
    void draw(boolean isLowest) {
        panel.bands().forEach(this::band);
        text(area.left(), area.top() - Layout.GAP - 1, "start", panel.title());
        panel.y().ticks().forEach(this::row);
        if (isLowest) {
            apart(panel.x().ticks()).forEach(this::column);
        }
        panel.lines().forEach(this::line);
        panel.lines().forEach(this::marks);
        new Names(svg, panel, area).draw();
    }

    private void band(Panel.Band band) {
        double left = area.x(panel.x().share(band.from()));
        double width = area.x(panel.x().share(band.to())) - left;
        svg.add("rect", "x", left, "y", area.top(), "width", width, "height", area.height(), "opacity", "0.1");
    }

    private void row(Tick tick) {
        double y = area.y(panel.y().share(tick.value()));
        svg.add(
                "path",
                "d",
                "M" + Svg.number(area.left()) + " " + Svg.number(y) + "H" + Svg.number(area.right()),
                "stroke",
                "currentColor",
                "opacity",
                FAINT);
        text(area.left() - Layout.GAP, y + TextWidth.SIZE / 3.0, "end", tick.label());
    }

    private void column(Tick tick) {
        double x = area.x(panel.x().share(tick.value()));
        svg.add(
                "path",
                "d",
                "M" + Svg.number(x) + " " + Svg.number(area.bottom()) + "v4",
                "stroke",
                "currentColor",
                "opacity",
                "0.5");
        text(left(tick), area.bottom() + Layout.LINE, "start", tick.label());
    }

    /** A text below its mark, but not over the edge of the plot. */
    private double left(Tick tick) {
        double middle = area.x(panel.x().share(tick.value()));
        double width = TextWidth.of(tick.label());
        return Math.max(Layout.GAP, Math.min(middle - width / 2, area.right() + Layout.GAP - width));
    }

    /** @return the marks whose texts have room, beginning with the last one, which is the most important one */
    private List<Tick> apart(List<Tick> ticks) {
        var shown = new ArrayList<Tick>();
        double limit = Double.POSITIVE_INFINITY;
        for (Tick tick : ticks.reversed()) {
            if (left(tick) + TextWidth.of(tick.label()) + 2 * Layout.GAP <= limit) {
                shown.add(tick);
                limit = left(tick);
            }
        }
        return shown;
    }

    private void line(Line line) {
        String path = line.stroke().isLevel() ? levels(line) : slopes(line);
        if (!path.isEmpty()) {
            svg.add(
                    "path",
                    "d",
                    path,
                    "fill",
                    "none",
                    "stroke",
                    line.colour().code(),
                    "stroke-width",
                    line.stroke().isLevel() ? 1.5 : 2,
                    "stroke-linejoin",
                    "round",
                    "stroke-dasharray",
                    line.stroke().dashes());
        }
    }

    private String slopes(Line line) {
        var path = new StringBuilder();
        boolean isOn = false;
        for (Point point : line.points()) {
            boolean isShown = isShown(point);
            if (isShown) {
                path.append(isOn ? 'L' : 'M')
                        .append(Svg.number(x(point.x())))
                        .append(' ')
                        .append(Svg.number(y(point)));
            }
            isOn = isShown;
        }
        return path.toString();
    }

    /** A level that stays the same is one stroke. */
    private String levels(Line line) {
        var path = new StringBuilder();
        String level = "";
        double end = 0;
        for (Point point : line.points()) {
            String y = isShown(point) ? Svg.number(y(point)) : "";
            if (!y.equals(level)) {
                path.append(level.isEmpty() ? "" : "H" + Svg.number(x(end)));
                String from = level.isEmpty() ? "M" + Svg.number(x(point.x() - 0.5)) + " " : "V";
                path.append(y.isEmpty() ? "" : from + y);
            }
            level = y;
            end = point.x() + 0.5;
        }
        return path.append(level.isEmpty() ? "" : "H" + Svg.number(x(end))).toString();
    }

    private void marks(Line line) {
        for (Point point : line.points()) {
            if (isShown(point) && point.mark().isPresent()) {
                mark(point, point.mark().get());
            }
        }
    }

    private void mark(Point point, Mark mark) {
        String place = "translate(" + Svg.number(x(point.x())) + " " + Svg.number(y(point)) + ")";
        svg.open(
                        "path",
                        "d",
                        mark.shape().path(),
                        "transform",
                        place,
                        "fill",
                        mark.colour().code())
                .open("title")
                .text(mark.title())
                .close("title")
                .close("path");
    }

    private boolean isShown(Point point) {
        double share = panel.y().share(point.y());
        return share >= -ROUNDING && share <= 1 + ROUNDING;
    }

    private double x(double value) {
        return area.x(panel.x().share(value));
    }

    private double y(Point point) {
        return area.y(panel.y().share(point.y()));
    }

    private void text(double x, double y, String anchor, String words) {
        if (!words.isEmpty()) {
            svg.open("text", "x", x, "y", y, "text-anchor", anchor.equals("start") ? "" : anchor)
                    .text(words)
                    .close("text");
        }
    }
}
