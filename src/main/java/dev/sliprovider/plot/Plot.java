package dev.sliprovider.plot;

import java.util.List;

/**
 * Panels one below the other, as SVG. Lengths are in the plot's own units, of which the letters have 12; it can be scaled.
 *
 * @param description for those who cannot see it
 * @param width of the whole plot
 * @param height of each panel, without what stands around it; grows if the names of its lines need more
 * @param xTitle below the lowest panel; empty for none
 * @param panels from top to bottom
 */
public record Plot(String description, int width, int height, String xTitle, List<Panel> panels) {

    private static final String COLOURS = "svg{color:#1f2328;background:#fff}"
            + "@media(prefers-color-scheme:dark){svg{color:#d7dde4;background:#0d1117}}";

    /** Copies the list. */
    public Plot {
        panels = List.copyOf(panels);
    }

    /** @return a file of its own, light or dark as its reader wants it */
    public String document() {
        return draw(true);
    }

    /** @return an element for a page of HTML, in whose colour it writes */
    public String element() {
        return draw(false);
    }

    private String draw(boolean isDocument) {
        var layout = Layout.of(this);
        var svg = new Svg();
        svg.open(
                "svg",
                "xmlns",
                isDocument ? "http://www.w3.org/2000/svg" : "",
                "viewBox",
                "0 0 " + width + " " + Svg.number(layout.bottom()),
                "role",
                "img",
                "aria-label",
                description,
                "font-family",
                isDocument ? "sans-serif" : "",
                "font-size",
                TextWidth.SIZE,
                "fill",
                "currentColor");
        if (isDocument) {
            svg.open("style").text(COLOURS).close("style");
        }
        for (int i = 0; i < panels.size(); i++) {
            new PanelDrawing(svg, panels.get(i), layout.area(i)).draw(i == panels.size() - 1);
        }
        if (!xTitle.isEmpty()) {
            layout.title(svg, xTitle);
        }
        return svg.close("svg").toString();
    }
}
