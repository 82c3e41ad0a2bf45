package dev.sliprovider.web;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.EvaluationView;
import dev.sliprovider.report.Extract;
import dev.sliprovider.report.PastEvaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A service: its last evaluations as heatmap, trends and list. */
final class ServicePage {

    private static final int ROWS = 60;
    /** Points of all trends together, so that a page stays below 300 KB. */
    private static final int POINTS = 1200;

    private static final int LEAST_PLOTS = 12;
    private static final int MOST_PLOTS = 60;
    private static final int MOST_SUGGESTIONS = 50;

    private final PageFrame frame = new PageFrame("service");

    String policy() {
        return frame.policy();
    }

    /** @param notice what has just been done; empty for nothing */
    String html(ShownService service, Visitor visitor, String notice) {
        Map<String, Object> data = new HashMap<>();
        service.newest().ifPresent(newest -> data.putAll(view(service, newest)));
        data.put("isFound", service.newest().isPresent());
        data.put("path", Breadcrumbs.of(service.scope()));
        data.put("query", query(service));
        data.put("notice", notice);
        data.put("pinned", pinned(service));
        data.put(
                "evaluations",
                service.evaluations().stream().map(past -> row(service, past)).toList());
        return frame.render(Escapes.shortened(service.scope().service(), EvaluationRow.LONGEST), visitor, data);
    }

    private static Map<String, Object> view(ShownService service, ReportedEvaluation newest) {
        List<PastEvaluation> all = service.evaluations();
        int plots = Math.clamp(POINTS / all.size(), LEAST_PLOTS, MOST_PLOTS);
        String id = all.getFirst().id();
        Map<String, Object> data = new HashMap<>(EvaluationView.of(
                id,
                newest.verdict(),
                all.subList(1, all.size()),
                new Extract(ServiceQuery.MOST, ROWS, plots, other -> Links.evaluationBelow(service.scope(), other))));
        data.put("newest", Links.evaluation(service.scope(), id));
        data.put("time", EvaluationRow.minute(all.getFirst().time()));
        data.put("build", EvaluationRow.build(all.getFirst()));
        return data;
    }

    private static Map<String, Object> row(ShownService service, PastEvaluation past) {
        Map<String, Object> row = new HashMap<>(EvaluationRow.of(service.scope(), past));
        row.put("href", Links.evaluationBelow(service.scope(), past.id()));
        row.put("labels", EvaluationRow.labels(service, past));
        row.put("isPinned", service.pinned().filter(past.id()::equals).isPresent());
        row.put("compared", past.evaluation().details().comparedEvents().size());
        return row;
    }

    private static Map<String, Object> pinned(ShownService service) {
        return service.pinned()
                .map(id -> Map.<String, Object>of(
                        "id",
                        Escapes.shortened(id, EvaluationRow.LONGEST),
                        "href",
                        Links.evaluation(service.scope(), id)))
                .orElse(Map.of("id", "", "href", ""));
    }

    private static Map<String, Object> query(ShownService service) {
        ServiceQuery query = service.query();
        return Map.of(
                "action", Links.service(service.scope()),
                "limit", query.limit(),
                "problem", Escapes.shortened(query.problem(), EvaluationRow.LONGEST * 2),
                "labels",
                        query.labels().stream()
                                .map(label -> label(service, label))
                                .toList(),
                "suggestions", suggestions(service),
                "searched", service.searched(),
                "more",
                        query.limit() < ServiceQuery.MOST
                                        && service.evaluations().size() == query.limit()
                                ? Links.filtered(service.scope(), query.labels(), ServiceQuery.MOST)
                                : "");
    }

    private static Map<String, Object> label(ShownService service, Label label) {
        var others = new ArrayList<>(service.query().labels());
        others.remove(label);
        return Map.of(
                "value",
                label.text(),
                "text",
                Escapes.shortened(label.text(), EvaluationRow.LONGEST),
                "without",
                Links.filtered(service.scope(), others, service.query().limit()));
    }

    private static List<String> suggestions(ShownService service) {
        var texts = new TreeSet<String>();
        service.evaluations().forEach(past -> past.evaluation()
                .labels()
                .forEach((name, value) -> texts.add(Escapes.shortened(name + "=" + value, 200))));
        return texts.stream().limit(MOST_SUGGESTIONS).toList();
    }
}
