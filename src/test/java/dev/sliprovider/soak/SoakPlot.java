package dev.sliprovider.soak;

import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.LinearScale;
import dev.sliprovider.plot.Panel;
import dev.sliprovider.plot.Panel.Band;
import dev.sliprovider.plot.Plot;
import dev.sliprovider.plot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Memory above, threads and descriptors below, over time; grey where something was wrong. */
final class SoakPlot {

    private static final int STEPS = 5;

    private final List<Band> faults = new ArrayList<>();

    /** Both as shares of the whole time. */
    void fault(double from, double to) {
        faults.add(new Band(from, to));
    }

    String svg(List<Growth> processes, double minutes) {
        var memory = new ArrayList<Line>();
        var threads = new ArrayList<Line>();
        for (int i = 0; i < processes.size(); i++) {
            Growth process = processes.get(i);
            Colour colour = Colour.ofLine(i);
            memory.add(line(process.process(), process, Sample::resident, minutes, colour, Stroke.SOLID));
            memory.add(line("", process, Sample::live, minutes, colour, Stroke.DASHED));
            threads.add(line(process.process(), process, Sample::threads, minutes, colour, Stroke.SOLID));
            threads.add(line("", process, Sample::descriptors, minutes, colour, Stroke.DASHED));
        }
        return new Plot(
                        "memory, threads and sockets over time",
                        760,
                        170,
                        "minutes; grey: a fault",
                        List.of(
                                panel(
                                        "Memory (MB): resident, and the heap after a collection (dashed)",
                                        memory,
                                        minutes),
                                panel("Threads, and open sockets and files (dashed)", threads, minutes)))
                .document();
    }

    private static Line line(
            String name, Growth process, ToDoubleFunction<Sample> value, double minutes, Colour colour, Stroke stroke) {
        List<Point> points = process.points(value)
                .filter(point -> !Double.isNaN(point[1]))
                .map(point -> new Point(point[0] * minutes, point[1]))
                .toList();
        return new Line(name, colour, stroke, points);
    }

    private Panel panel(String title, List<Line> lines, double minutes) {
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(1);
        List<Band> bands = faults.stream()
                .map(fault -> new Band(fault.from() * minutes, fault.to() * minutes))
                .toList();
        return new Panel(
                title, LinearScale.covering(0, minutes, STEPS), LinearScale.covering(0, most, STEPS), lines, bands);
    }
}
