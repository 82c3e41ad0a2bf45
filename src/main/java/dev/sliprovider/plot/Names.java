package dev.sliprovider.plot;

import java.util.Comparator;
import java.util.List;

/** Names of lines at their right ends, one below the other, so that no legend has to be looked up. */
final class Names {

    private final Svg svg;
    private final Panel panel;
    private final Area area;
    private final List<Line> lines;

    Names(Svg svg, Panel panel, Area area) {
        this.svg = svg;
        this.panel = panel;
        this.area = area;
        this.lines = panel.named().stream()
                .sorted(Comparator.comparingDouble(Line::end).reversed())
                .toList();
    }

    void draw() {
        double[] heights =
                Spread.of(lines.stream().mapToDouble(this::end).toArray(), Layout.LINE, area.top(), area.bottom());
        for (int i = 0; i < lines.size(); i++) {
            draw(lines.get(i), heights[i]);
        }
    }

    /** A line that ends outside the panel has its name at the edge. */
    private double end(Line line) {
        return area.y(Math.clamp(panel.y().share(line.end()), 0, 1));
    }

    private void draw(Line line, double height) {
        String from = "M" + Svg.number(area.right() + 2) + " " + Svg.number(end(line));
        String to = "L" + Svg.number(area.right() + Layout.LEADER - 4) + " " + Svg.number(height);
        svg.add(
                "path",
                "d",
                from + to,
                "fill",
                "none",
                "stroke",
                line.colour().code(),
                "stroke-width",
                1.5,
                "stroke-dasharray",
                line.stroke().dashes());
        svg.open("text", "x", area.right() + Layout.LEADER, "y", height + TextWidth.SIZE / 3.0)
                .text(arrow(line) + line.name())
                .close("text");
    }

    private String arrow(Line line) {
        double share = panel.y().share(line.end());
        return share > 1 + PanelDrawing.ROUNDING ? "↑ " : share < -PanelDrawing.ROUNDING ? "↓ " : "";
    }
}
