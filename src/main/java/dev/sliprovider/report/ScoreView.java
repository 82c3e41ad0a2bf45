package dev.sliprovider.report;

import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Line;
import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.LinearScale;
import dev.sliprovider.plot.Point;
import dev.sliprovider.report.Timeline.Moment;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.TotalScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The score in the HTML report: a bar with the wanted scores, and a trend. */
final class ScoreView {

    private static final double ALL = 100;
    private static final int STEPS = 4;

    private final Verdict verdict;
    private final Timeline timeline;

    ScoreView(Verdict verdict, Timeline timeline) {
        this.verdict = verdict;
        this.timeline = timeline;
    }

    /** @return by the names that the template knows; lengths in percent of the bar */
    Map<String, Object> bar() {
        var marks = new ArrayList<Map<String, Object>>();
        wanted(TotalScore::pass).ifPresent(score -> marks.add(mark("pass", score)));
        wanted(TotalScore::warning).ifPresent(score -> marks.add(mark("warning", score)));
        double score = verdict.evaluation().details().score();
        return Map.of(
                "number", Numbers.rounded(score, 4),
                "length", Numbers.rounded(Math.clamp(score, 0, ALL), 4),
                "marks", marks);
    }

    private static Map<String, Object> mark(String word, double score) {
        return Map.of("word", word, "number", Numbers.text(score), "at", Numbers.rounded(Math.clamp(score, 0, ALL), 4));
    }

    private OptionalDouble wanted(Function<TotalScore, String> member) {
        return verdict.slo()
                .map(SloConfig::totalScore)
                .map(member)
                .map(TotalScore::percent)
                .orElse(OptionalDouble.empty());
    }

    /** @return an element of SVG */
    String trend() {
        var lines = new ArrayList<Line>();
        wanted(TotalScore::pass).ifPresent(score -> lines.add(level("pass", Colour.GREEN, Stroke.STEPS, score)));
        wanted(TotalScore::warning)
                .ifPresent(score -> lines.add(level("warning", Colour.ORANGE, Stroke.DOTTED_STEPS, score)));
        lines.add(new Line("", Colour.BLUE, Stroke.SOLID, points()));
        Extent extent = Extent.of(lines.getLast().points()).with(0).with(ALL);
        return Trend.draw("scores", lines, LinearScale.covering(extent.low(), extent.high(), STEPS), timeline);
    }

    /** What is wanted now; an earlier evaluation does not say what was wanted then. */
    private Line level(String name, Colour colour, Stroke stroke, double score) {
        List<Point> points = IntStream.range(0, timeline.moments().size())
                .mapToObj(x -> new Point(x, score))
                .toList();
        return new Line(name + " " + Numbers.text(score), colour, stroke, points);
    }

    private List<Point> points() {
        List<Moment> moments = timeline.moments();
        return IntStream.range(0, moments.size())
                .mapToObj(x -> point(x, moments.get(x)))
                .toList();
    }

    private Point point(int x, Moment moment) {
        double score = moment.evaluation().details().score();
        Sign sign = Sign.of(moment.evaluation());
        if (sign == Sign.ERROR) {
            return new Point(x, Double.NaN);
        }
        return Trend.marked(timeline, x, moment, score, sign);
    }
}
