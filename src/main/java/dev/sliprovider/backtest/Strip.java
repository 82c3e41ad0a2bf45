package dev.sliprovider.backtest;

import dev.sliprovider.report.Escapes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One row of the plot of verdicts: a bar for each evaluation. Height and colour both tell the result, so that either is
 * enough; neighbours of one kind are one bar.
 */
final class Strip {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 24;

    /** What one evaluation came to in this row. */
    enum Kind {
        PASS("p", 7, "pass"),
        WARNING("w", 15, "warning"),
        FAIL("f", 24, "fail"),
        MISSING("m", 24, "fail without a value"),
        ERRORED("e", 24, "not evaluated"),
        INFO("i", 3, "information");

        private final String key;
        private final int height;
        private final String text;

        Kind(String key, int height, String text) {
            this.key = key;
            this.height = height;
            this.text = text;
        }

        String key() {
            return key;
        }

        String text() {
            return text;
        }
    }

    private final List<Instant> ends;
    private final int all;

    /**
     * @param ends of the windows, oldest first
     * @param all how many windows there are with those that were not evaluated
     */
    Strip(List<Instant> ends, int all) {
        this.ends = ends;
        this.all = all;
    }

    /** @return an element of SVG */
    String draw(String name, List<Kind> kinds) {
        var svg = new StringBuilder();
        svg.append("<svg class=\"strip\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
        svg.append(Escapes.xml(name)).append("\">");
        int from = 0;
        for (int i = 1; i <= kinds.size(); i++) {
            if (i == kinds.size() || kinds.get(i) != kinds.get(from)) {
                bar(svg, kinds.get(from), from, i);
                from = i;
            }
        }
        return svg.append("</svg>").toString();
    }

    private void bar(StringBuilder svg, Kind kind, int from, int to) {
        double left = (double) WIDTH * from / all;
        double width = (double) WIDTH * (to - from) / all;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"><title>%s</title></rect>",
                kind.key,
                left,
                HEIGHT - kind.height,
                width,
                kind.height,
                title(kind, from, to)));
    }

    private String title(Kind kind, int from, int to) {
        String time = ends.get(from).toString();
        return kind.text + ", " + (to - from == 1 ? time : time + " to " + ends.get(to - 1) + " (" + (to - from) + ")");
    }
}
