package dev.sliprovider.report;

import dev.sliprovider.plot.CategoryScale;
import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.LinearScale;
import dev.sliprovider.plot.Panel;
import dev.sliprovider.plot.Plot;
import dev.sliprovider.plot.Point;
import dev.sliprovider.report.Timeline.Moment;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The values of one indicator over the last evaluations, with the targets that were in force. */
final class Trend {

    /** Of each kind; more would be a tangle. */
    private static final int MOST_TARGETS = 3;

    private static final int LONGEST_TARGET = 14;
    private static final int STEPS = 4;

    /** Beside more evaluations only the last one has a mark. */
    private static final int MOST_MARKS = 40;

    private final Timeline timeline;
    private final String sli;

    Trend(Timeline timeline, String sli) {
        this.timeline = timeline;
        this.sli = sli;
    }

    /** @return an element of SVG; empty if no evaluation has a value */
    Optional<String> plot() {
        Line values = new Line("", Colour.BLUE, Stroke.SOLID, points(this::value));
        if (Double.isNaN(Extent.of(values.points()).low())) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>(targets("", Stroke.STEPS, Colour.GREEN, ObjectiveResult::passTargets));
        lines.addAll(targets("warning ", Stroke.DOTTED_STEPS, Colour.ORANGE, ObjectiveResult::warningTargets));
        Extent extent = Extent.of(values.points()).reaching(lines);
        lines.add(values);
        return Optional.of(draw(
                "values of " + Escapes.shortened(sli, HtmlReport.LONGEST_NAME),
                lines,
                LinearScale.covering(extent.low(), extent.high(), STEPS),
                timeline));
    }

    static String draw(String description, List<Line> lines, LinearScale scale, Timeline timeline) {
        var names =
                new CategoryScale(timeline.moments().stream().map(Moment::label).toList());
        return new Plot(description, 350, 110, "", List.of(new Panel("", names, scale, lines, List.of()))).element();
    }

    private List<Point> points(BiFunction<Integer, Moment, Point> of) {
        return IntStream.range(0, timeline.moments().size())
                .mapToObj(x -> of.apply(x, timeline.moments().get(x)))
                .toList();
    }

    private Point value(int x, Moment moment) {
        return moment.result(sli)
                .filter(Sign::hasValue)
                .map(result -> point(x, moment, result))
                .orElse(new Point(x, Double.NaN));
    }

    private Point point(int x, Moment moment, ObjectiveResult result) {
        return marked(timeline, x, moment, result.value().get().value(), Sign.of(result));
    }

    /** @return a point, with a mark if there is room for it */
    static Point marked(Timeline timeline, int x, Moment moment, double value, Sign sign) {
        return timeline.moments().size() > MOST_MARKS && moment != timeline.present()
                ? new Point(x, value)
                : new Point(
                        x,
                        value,
                        Optional.of(sign.mark(moment.label() + ": " + Numbers.text(value) + ", " + sign.word())));
    }

    /** @return a line for each target of the present evaluation, where it was in force */
    private List<Line> targets(
            String prefix, Stroke stroke, Colour colour, Function<ObjectiveResult, Optional<List<Target>>> targets) {
        return texts(timeline.present().result(sli), targets)
                .limit(MOST_TARGETS)
                .map(text -> new Line(
                        prefix + Escapes.shortened(text, LONGEST_TARGET),
                        colour,
                        stroke,
                        points((x, moment) -> new Point(
                                x,
                                moment.result(sli)
                                        .map(result -> number(result, targets, text))
                                        .orElse(Double.NaN)))))
                .toList();
    }

    private static Stream<String> texts(
            Optional<ObjectiveResult> result, Function<ObjectiveResult, Optional<List<Target>>> targets) {
        return new LinkedHashSet<>(result.flatMap(targets).orElse(List.of()).stream()
                        .map(Targets::dense)
                        .toList())
                .stream();
    }

    private static double number(
            ObjectiveResult result, Function<ObjectiveResult, Optional<List<Target>>> targets, String text) {
        return targets.apply(result).orElse(List.of()).stream()
                .filter(target -> Targets.dense(target).equals(text) && Targets.isKnown(target, result))
                .mapToDouble(Target::targetValue)
                .findFirst()
                .orElse(Double.NaN);
    }
}
