package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import io.quarkus.qute.RawString;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A page about an evaluation and its history. Objectives that failed come first, then warnings, then the others in the order
 * of slo.yaml.
 */
public final class HtmlReport {

    /** Longer names are cut. */
    static final int LONGEST_NAME = 200;

    /** Longer reasons and messages are cut. */
    static final int LONGEST_TEXT = 1_000;

    private HtmlReport() {}

    /**
     * @param verdict of the evaluation
     * @param newestFirst earlier evaluations of the same service, without this one; the newest 20 are shown
     * @return a document of HTML that is well-formed XML, too; at most about 2 MB for the largest slo.yaml
     */
    public static String of(Verdict verdict, List<PastEvaluation> newestFirst) {
        var page = new HtmlPage(HtmlReport.class, "report");
        Timeline timeline = Timeline.of(verdict, newestFirst);
        Map<String, Object> data = new HashMap<>(new ReportHead(verdict, timeline).view());
        data.put(
                "objectives",
                verdict.lines().stream()
                        .sorted(Comparator.comparing(
                                line -> Sign.of(line.result()).severity()))
                        .map(line -> objective(line, timeline))
                        .toList());
        data.put("heatmap", new Heatmap(timeline, page.fragment("cells")).view());
        data.put("trends", new Trends(verdict, timeline).view());
        return page.render(data);
    }

    /** @return the name of an indicator as markup: a line may be broken between its parts */
    static RawString name(String name) {
        String text = name.isEmpty() ? "(no name)" : Escapes.shortened(name, LONGEST_NAME);
        return new RawString(Escapes.xml(text).replaceAll("(?<=[_./:-])", "<wbr/>"));
    }

    private static Map<String, Object> objective(Line line, Timeline timeline) {
        return new ObjectiveRow(line, timeline.wasCompared(line.wanted().sli())).cells();
    }
}
