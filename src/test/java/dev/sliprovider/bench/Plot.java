package dev.sliprovider.bench;

import java.util.LinkedHashMap;
import java.util.List;
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
        var svg = new Svg(WIDTH, HEIGHT);
        svg.text(LEFT, TOP - 18, "Time to finished (ms), queries of 100 ms, median");
        svg.text(LEFT + 120, HEIGHT - 12, "indicators of one event");
        List.of(100, 1_000, 10_000).forEach(tick -> {
            svg.rule(LEFT, y(tick), WIDTH - RIGHT, y(tick));
            svg.text(20, y(tick) + 4, Integer.toString(tick));
        });
        List.of(1, 5, 20, 50, 100).forEach(tick -> {
            svg.rule(x(tick), TOP, x(tick), HEIGHT - BOTTOM);
            svg.text(x(tick) - 6, HEIGHT - BOTTOM + 18, Integer.toString(tick));
        });
        int number = 0;
        for (var line : lines.entrySet()) {
            line(svg, line.getKey(), line.getValue(), number++);
        }
        return svg.end();
    }

    private static void line(Svg svg, String name, SortedMap<Integer, Double> points, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        String path = points.entrySet().stream()
                .map(point -> Svg.point(x(point.getKey()), y(point.getValue())))
                .collect(Collectors.joining(" "));
        svg.line(path, colour, name.startsWith("bound"));
        double key = TOP + 12 + number * 20;
        svg.area(WIDTH - RIGHT + 12, key - 6, 14, 4, colour);
        svg.text(WIDTH - RIGHT + 32, key, name);
    }

    private static double x(double indicators) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(indicators) / Math.log(MOST_INDICATORS);
    }

    private static double y(double milliseconds) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.log(milliseconds / LEAST) / Math.log(MOST / LEAST);
    }
}
