package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An evaluation and its history by the names that the parts of pages know: {@code verdict}, {@code facts},
 * {@code objectives}, {@code heatmap} and {@code trends}.
 */
public final class EvaluationView {

    private EvaluationView() {}

    /**
     * @param id of the evaluation
     * @param newestFirst earlier evaluations of the same service, without this one
     * @param extract what is shown of them
     * @return texts and lists of maps; objectives that failed come first, then warnings
     */
    public static Map<String, Object> of(
            String id, Verdict verdict, List<PastEvaluation> newestFirst, Extract extract) {
        return of(id, verdict, newestFirst, extract, Map.of());
    }

    /** @param details by name of indicator: further texts about its value, by what they are */
    public static Map<String, Object> of(
            String id,
            Verdict verdict,
            List<PastEvaluation> newestFirst,
            Extract extract,
            Map<String, Map<String, String>> details) {
        Timeline timeline = Timeline.of(id, verdict, newestFirst, extract.earlier());
        Map<String, Object> data = new HashMap<>(new ReportHead(verdict, timeline).view());
        data.put(
                "objectives",
                verdict.lines().stream()
                        .sorted(Comparator.comparing(
                                line -> Sign.of(line.result()).severity()))
                        .map(line -> objective(line, timeline, details))
                        .toList());
        data.put("heatmap", new Heatmap(timeline, extract.rows(), extract.links()).view());
        data.put("trends", new Trends(verdict, timeline, extract.plots()).view());
        return data;
    }

    private static Map<String, Object> objective(
            Line line, Timeline timeline, Map<String, Map<String, String>> details) {
        String sli = line.wanted().sli();
        Map<String, Object> cells = new ObjectiveRow(line, timeline.wasCompared(sli)).cells();
        cells.put(
                "details",
                details.getOrDefault(sli, Map.of()).entrySet().stream()
                        .map(detail -> Map.of(
                                "name",
                                detail.getKey(),
                                "text",
                                Escapes.shortened(detail.getValue(), HtmlReport.LONGEST_QUERY)))
                        .toList());
        return cells;
    }
}
