package dev.sliprovider.report;

import dev.sliprovider.report.Timeline.Moment;
import dev.sliprovider.slo.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The upper part of the HTML report: the verdict and what it is about. */
final class ReportHead {

    /** Labels are of others, and there may be many. */
    private static final int MOST_FACTS = 30;

    private final Verdict verdict;
    private final Timeline timeline;

    ReportHead(Verdict verdict, Timeline timeline) {
        this.verdict = verdict;
        this.timeline = timeline;
    }

    /** @return by the names that the template knows */
    Map<String, Object> view() {
        return Map.of(
                "word", verdict.word(),
                "key", Sign.of(verdict.evaluation()).key(),
                "scope", scope(),
                "isScored", verdict.evaluation().status() == Evaluation.Status.SUCCEEDED,
                "score", new ScoreView(verdict, timeline).bar(),
                "counts", counts(),
                "message", Escapes.shortened(verdict.evaluation().message(), HtmlReport.LONGEST_TEXT),
                "facts", facts(),
                "hasEarlier", timeline.hasEarlier(),
                "earlier", timeline.moments().size() - 1);
    }

    private Map<String, Object> scope() {
        return Map.of(
                "project", Escapes.shortened(verdict.scope().project(), HtmlReport.LONGEST_NAME),
                "stage", Escapes.shortened(verdict.scope().stage(), HtmlReport.LONGEST_NAME),
                "service", Escapes.shortened(verdict.scope().service(), HtmlReport.LONGEST_NAME));
    }

    private List<Map<String, Object>> counts() {
        return Arrays.stream(Sign.values())
                .map(sign -> Map.<String, Object>of("key", sign.key(), "word", sign.word(), "number", count(sign)))
                .filter(count -> !Objects.equals(count.get("number"), 0L))
                .toList();
    }

    private long count(Sign sign) {
        return verdict.lines().stream()
                .filter(line -> Sign.of(line.result()) == sign)
                .count();
    }

    private List<Map<String, Object>> facts() {
        var facts = new ArrayList<Map<String, Object>>();
        Evaluation.Details details = verdict.evaluation().details();
        if (!details.timeStart().isEmpty() || !details.timeEnd().isEmpty()) {
            facts.add(fact("Window", details.timeStart() + " to " + details.timeEnd()));
        }
        facts.add(fact("Compared with", comparedWith(details.comparedEvents())));
        if (!verdict.sloFile().isEmpty()) {
            facts.add(fact("Objectives", verdict.sloFile()));
        }
        verdict.evaluation().labels().forEach((name, value) -> facts.add(fact(name, value)));
        return facts.subList(0, Math.min(MOST_FACTS, facts.size()));
    }

    private String comparedWith(List<String> ids) {
        if (verdict.live().isLive() && !ids.isEmpty()) {
            return "asked at the same time: " + String.join(", ", ids);
        }
        if (ids.isEmpty()) {
            return "no earlier evaluation";
        }
        List<String> labels = timeline.moments().stream()
                .filter(Moment::isCompared)
                .map(Moment::label)
                .toList();
        String names = (labels.size() == ids.size() ? labels : ids).stream().collect(Collectors.joining(", "));
        return (ids.size() == 1 ? "1 earlier evaluation: " : ids.size() + " earlier evaluations: ") + names;
    }

    private static Map<String, Object> fact(String name, String text) {
        return Map.of(
                "name", Escapes.shortened(name, HtmlReport.LONGEST_NAME),
                "text", Escapes.shortened(text, HtmlReport.LONGEST_TEXT));
    }
}
