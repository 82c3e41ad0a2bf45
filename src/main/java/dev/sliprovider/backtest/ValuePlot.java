package dev.sliprovider.backtest;

import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.LinearScale;
import dev.sliprovider.plot.Mark;
import dev.sliprovider.plot.Panel;
import dev.sliprovider.plot.Plot;
import dev.sliprovider.plot.Point;
import dev.sliprovider.plot.TimeScale;
import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.Numbers;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.ObjectiveResult.Status;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The values of one objective over time, with the targets that were in force. */
final class ValuePlot {

    private static final int MOST_TARGETS = 3;
    private static final int LONGEST_TARGET = 14;
    private static final int LONGEST_NAME = 200;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 130;
    private static final int STEPS = 4;

    private final Backtest backtest;
    private final int index;
    private final List<String> criteria;

    /** @param index of the objective */
    /** @param criteria of the objective */
    ValuePlot(Backtest backtest, int index, List<String> criteria) {
        this.criteria = criteria;
        this.backtest = backtest;
        this.index = index;
    }

    /** @return an element of SVG; empty without a value */
    Optional<String> draw() {
        Line values = new Line("", Colour.BLUE, Stroke.SOLID, points(this::value));
        double low = ys(values).min().orElse(Double.NaN);
        double high = ys(values).max().orElse(Double.NaN);
        if (Double.isNaN(low)) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>(targets());
        for (Line line : lines) {
            low = Math.min(low, ys(line).min().orElse(low));
            high = Math.max(high, ys(line).max().orElse(high));
        }
        lines.add(values);
        var panel = new Panel("", time(), LinearScale.covering(low, high, STEPS), lines, List.of());
        String name =
                Escapes.shortened(backtest.config().objectives().get(index).sli(), LONGEST_NAME);
        return Optional.of(new Plot("values of " + name, WIDTH, HEIGHT, "", List.of(panel)).element());
    }

    private static DoubleStream ys(Line line) {
        return line.points().stream().mapToDouble(Point::y).filter(Double::isFinite);
    }

    private TimeScale time() {
        Schedule schedule = backtest.schedule();
        return new TimeScale(schedule.first().getEpochSecond(), schedule.last().getEpochSecond() + 1);
    }

    private List<Point> points(Function<Step, Point> of) {
        return backtest.steps().stream().map(of).toList();
    }

    private static double x(Step step) {
        return step.window().end().getEpochSecond();
    }

    private Optional<ObjectiveResult> result(Step step) {
        return step.results().size() > index ? Optional.of(step.results().get(index)) : Optional.empty();
    }

    /** Only what is not as wanted has a mark: hundreds of others would hide it. */
    private Point value(Step step) {
        Optional<SliValue> value = result(step).flatMap(ObjectiveResult::value).filter(SliValue::success);
        if (value.isEmpty()) {
            return new Point(x(step), Double.NaN);
        }
        Status status = result(step).get().status();
        String title = step.window().end() + ": " + Numbers.text(value.get().value()) + ", " + status.text();
        Optional<Mark> mark =
                switch (status) {
                    case FAIL -> Optional.of(new Mark(Mark.Shape.CROSS, Colour.RED, title));
                    case WARNING -> Optional.of(new Mark(Mark.Shape.TRIANGLE, Colour.ORANGE, title));
                    case PASS, INFO -> Optional.empty();
                };
        return new Point(x(step), value.get().value(), mark);
    }

    private List<Line> targets() {
        return criteria.stream()
                .limit(MOST_TARGETS)
                .map(criteria -> new Line(
                        Escapes.shortened(criteria, LONGEST_TARGET),
                        Colour.GREEN,
                        Stroke.DASHED,
                        points(step -> new Point(x(step), target(step, criteria).orElse(Double.NaN)))))
                .toList();
    }

    /** A relative criterion without an earlier value has no target. */
    private OptionalDouble target(Step step, String criteria) {
        return result(step).filter(Step::hasValue).flatMap(ObjectiveResult::passTargets).orElse(List.of()).stream()
                .filter(target -> target.criteria().equals(criteria))
                .filter(target -> step.compared() > 0 || !target.isRelative())
                .mapToDouble(Target::targetValue)
                .findFirst();
    }
}
