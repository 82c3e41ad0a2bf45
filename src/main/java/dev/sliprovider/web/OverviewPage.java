package dev.sliprovider.web;

import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.report.Sign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All services with their last verdicts, by project. */
final class OverviewPage {

    private final PageFrame frame = new PageFrame("services");

    String policy() {
        return frame.policy();
    }

    String html(Overview overview, Visitor visitor) {
        Map<String, List<Map<String, Object>>> projects = new LinkedHashMap<>();
        overview.services()
                .forEach(service -> projects.computeIfAbsent(service.scope().project(), name -> new ArrayList<>())
                        .add(row(service)));
        return frame.render(
                "Services",
                visitor,
                Map.of(
                        "projects",
                        projects.entrySet().stream()
                                .map(project -> Map.of(
                                        "name",
                                        Escapes.shortened(project.getKey(), EvaluationRow.LONGEST),
                                        "services",
                                        project.getValue()))
                                .toList(),
                        "left",
                        overview.left()));
    }

    private static Map<String, Object> row(Overview.Service service) {
        PastEvaluation newest = service.newestFirst().getFirst();
        Map<String, Object> row = new HashMap<>(EvaluationRow.of(service.scope(), newest));
        row.put("page", Links.service(service.scope()));
        row.put("service", Escapes.shortened(service.scope().service(), EvaluationRow.LONGEST));
        row.put("stage", Escapes.shortened(service.scope().stage(), EvaluationRow.LONGEST));
        row.put(
                "verdicts",
                service.newestFirst().reversed().stream()
                        .map(past -> Sign.of(past.evaluation()).key())
                        .toList());
        row.put("summary", summary(service.newestFirst()));
        return row;
    }

    /** Says the row of signs in words. */
    private static String summary(List<PastEvaluation> evaluations) {
        Map<String, Long> counts = evaluations.stream()
                .collect(Collectors.groupingBy(
                        past -> Sign.of(past.evaluation()).word(), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
