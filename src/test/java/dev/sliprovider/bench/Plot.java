package dev.sliprovider.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Time to finished over the number of indicators, for queries of 100 ms; both axes logarithmic. */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 210;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final double LEAST = 50;
    private static final double MOST = 20_000;
    private static final int MOST_INDICATORS = 100;
    private static final List<String> COLOURS = List.of("#1f77b4", "#999999", "#d62728", "#2ca02c", "#bcbd22");

    private final Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();

    void add(String line, int indicators, double milliseconds) {
        lines.computeIfAbsent(line, name -> new TreeMap<>()).put(indicators, milliseconds);
    }

    String svg() {
        var svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n")
                .formatted(WIDTH, HEIGHT));
        text(svg, LEFT, TOP - 18, "Time to finished (ms), queries of 100 ms, median");
        text(svg, LEFT + 120, HEIGHT - 12, "indicators of one event");
        List.of(100, 1_000, 10_000).forEach(tick -> {
            rule(svg, LEFT, y(tick), WIDTH - RIGHT, y(tick));
            text(svg, 20, y(tick) + 4, Integer.toString(tick));
        });
        List.of(1, 5, 20, 50, 100).forEach(tick -> {
            rule(svg, x(tick), TOP, x(tick), HEIGHT - BOTTOM);
            text(svg, x(tick) - 6, HEIGHT - BOTTOM + 18, Integer.toString(tick));
        });
        int number = 0;
        for (var line : lines.entrySet()) {
            line(svg, line.getKey(), line.getValue(), number++);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, String name, SortedMap<Integer, Double> points, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        String path = points.entrySet().stream()
                .map(point -> format("%.1f,%.1f", x(point.getKey()), y(point.getValue())))
                .collect(Collectors.joining(" "));
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n",
                path, colour, name.startsWith("bound") ? " stroke-dasharray=\"4 3\"" : ""));
        double key = TOP + 12 + number * 20;
        svg.append(format(
                "<rect x=\"%d\" y=\"%.0f\" width=\"14\" height=\"4\" fill=\"%s\"/>\n",
                WIDTH - RIGHT + 12, key - 6, colour));
        text(svg, WIDTH - RIGHT + 32, key, name);
    }

    private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(
                format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, double x, double y, String text) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, text));
    }

    private static double x(double indicators) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(indicators) / Math.log(MOST_INDICATORS);
    }

    private static double y(double milliseconds) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.log(milliseconds / LEAST) / Math.log(MOST / LEAST);
    }

    private static String format(String text, Object... arguments) {
        return String.format(Locale.ROOT, text, arguments);
    }
}
