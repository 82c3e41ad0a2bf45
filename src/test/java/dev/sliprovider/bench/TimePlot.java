package dev.sliprovider.bench;

import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.LogarithmicScale;
import dev.sliprovider.plot.Mark;
import dev.sliprovider.plot.Panel;
import dev.sliprovider.plot.Plot;
import dev.sliprovider.plot.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time to finished over the number of indicators, for queries of 100 ms; both axes logarithmic. */
final class TimePlot {

    private static final String TITLE = "Time to finished (ms), queries of 100 ms, median";

    private final Map<String, SortedMap<Integer, Double>> measured = new LinkedHashMap<>();
    private final Map<String, SortedMap<Integer, Double>> bounds = new LinkedHashMap<>();

    void add(String line, int indicators, double milliseconds) {
        measured.computeIfAbsent(line, name -> new TreeMap<>()).put(indicators, milliseconds);
    }

    /** Adds a time that no program can beat. */
    void addBound(String line, int indicators, double milliseconds) {
        bounds.computeIfAbsent(line, name -> new TreeMap<>()).put(indicators, milliseconds);
    }

    String svg() {
        var lines = new ArrayList<Line>();
        bounds.forEach((name, points) -> lines.add(new Line(
                name,
                Colour.GREY,
                Stroke.DASHED,
                points.entrySet().stream()
                        .map(point -> new Point(point.getKey(), point.getValue()))
                        .toList())));
        measured.forEach((name, points) -> lines.add(line(name, points, lines.size() - bounds.size())));
        var x = LogarithmicScale.of(0.9, 111, 1, 5, 20, 50, 100);
        var y = LogarithmicScale.of(50, 20_000, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000);
        return new Plot(TITLE, 760, 360, "indicators of one event", List.of(new Panel(TITLE, x, y, lines, List.of())))
                .document();
    }

    private static Line line(String name, SortedMap<Integer, Double> points, int number) {
        Mark.Shape[] shapes = Mark.Shape.values();
        Colour colour = Colour.ofLine(number);
        return new Line(
                name,
                colour,
                Stroke.SOLID,
                points.entrySet().stream()
                        .map(point -> new Point(
                                point.getKey(),
                                point.getValue(),
                                Optional.of(new Mark(shapes[number % shapes.length], colour, name))))
                        .toList());
    }
}
