package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trend plots of the HTML report. */
final class Trends {

    /** More indicators have no plot: first come those with the worst results. */
    static final int MOST = 60;

    private final Verdict verdict;
    private final Timeline timeline;
    private final int most;

    /** @param most so many plots, and no more than {@link #MOST} */
    Trends(Verdict verdict, Timeline timeline, int most) {
        this.verdict = verdict;
        this.timeline = timeline;
        this.most = Math.min(most, MOST);
    }

    /** @return by the names that the template knows */
    Map<String, Object> view() {
        Map<String, Line> lines = new LinkedHashMap<>();
        verdict.lines().forEach(line -> lines.putIfAbsent(line.wanted().sli(), line));
        List<Line> chosen = chosen(List.copyOf(lines.values()));
        var plots = new ArrayList<Map<String, Object>>();
        chosen.forEach(
                line -> new Trend(timeline, line.wanted().sli()).plot().ifPresent(plot -> plots.add(view(line, plot))));
        return Map.of(
                "score",
                new RawString(new ScoreView(verdict, timeline).trend()),
                "plots",
                plots,
                "left",
                lines.size() - chosen.size());
    }

    private List<Line> chosen(List<Line> lines) {
        return lines.size() <= most
                ? lines
                : lines.stream()
                        .sorted(Comparator.comparing(
                                line -> Sign.of(line.result()).severity()))
                        .limit(most)
                        .toList();
    }

    private static Map<String, Object> view(Line line, String plot) {
        Sign sign = Sign.of(line.result());
        return Map.of(
                "name", HtmlReport.name(line.wanted().sli()),
                "key", sign.key(),
                "word", sign.word(),
                "plot", new RawString(plot));
    }
}
