package dev.sliprovider.soak;

import dev.sliprovider.bench.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Memory above, threads and descriptors below, over time; grey where something was wrong. */
final class SoakPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 430;
    private static final int LEFT = 50;
    private static final int RIGHT = 170;
    private static final int TOP = 30;
    private static final int PANEL = 150;
    private static final int GAP = 50;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#bcbd22");

    private record Span(double from, double to) {}

    private final List<Span> faults = new ArrayList<>();

    /** Both as shares of the whole time. */
    void fault(double from, double to) {
        faults.add(new Span(from, to));
    }

    String svg(List<Growth> processes, double minutes) {
        var svg = new Svg(WIDTH, HEIGHT);
        panel(
                svg,
                processes,
                TOP,
                "Memory (MB): resident, and the heap after a collection (dashed)",
                Sample::resident,
                Sample::live);
        int second = TOP + PANEL + GAP;
        panel(
                svg,
                processes,
                second,
                "Threads, and open sockets and files (dashed)",
                Sample::threads,
                Sample::descriptors);
        double bottom = second + PANEL;
        for (int quarter = 0; quarter <= 4; quarter++) {
            svg.text(x(quarter / 4.0) - 8, bottom + 18, String.format(Locale.ROOT, "%.3g", minutes * quarter / 4));
        }
        svg.text(LEFT + 190, HEIGHT - 8, "minutes; grey: a fault");
        for (int i = 0; i < processes.size(); i++) {
            svg.area(WIDTH - RIGHT + 12, TOP + 6 + i * 20, 14, 4, colour(i));
            svg.text(WIDTH - RIGHT + 32, TOP + 12 + i * 20, processes.get(i).process());
        }
        return svg.end();
    }

    private void panel(
            Svg svg,
            List<Growth> processes,
            double top,
            String title,
            ToDoubleFunction<Sample> solid,
            ToDoubleFunction<Sample> dashed) {
        faults.forEach(fault -> svg.area(x(fault.from()), top, x(fault.to()) - x(fault.from()), PANEL, "#eeeeee"));
        svg.text(LEFT, top - 10, title);
        double most = processes.stream()
                .flatMap(process -> Stream.concat(process.points(solid), process.points(dashed)))
                .mapToDouble(point -> point[1])
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(1);
        double step = step(most);
        double upper = Math.ceil(most / step) * step;
        for (double tick = 0; tick <= upper; tick += step) {
            double y = top + PANEL - PANEL * tick / upper;
            svg.rule(LEFT, y, WIDTH - RIGHT, y);
            svg.text(14, y + 4, String.format(Locale.ROOT, "%.0f", tick));
        }
        for (int i = 0; i < processes.size(); i++) {
            line(svg, processes.get(i), solid, top, upper, colour(i), false);
            line(svg, processes.get(i), dashed, top, upper, colour(i), true);
        }
    }

    private static void line(
            Svg svg,
            Growth process,
            ToDoubleFunction<Sample> value,
            double top,
            double upper,
            String colour,
            boolean dashed) {
        String points = process.points(value)
                .filter(point -> !Double.isNaN(point[1]))
                .map(point -> Svg.point(x(point[0]), top + PANEL - PANEL * point[1] / upper))
                .collect(Collectors.joining(" "));
        svg.line(points, colour, dashed);
    }

    /** @return about four steps, each one, two or five times a power of ten */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most / 4)));
        double factor = most / 4 / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static double x(double share) {
        return LEFT + (WIDTH - LEFT - RIGHT) * share;
    }
}
