package dev.sliprovider.web;

import dev.sliprovider.report.Escapes;
import dev.sliprovider.sli.Scope;
import java.util.Map;

/** Where a page is among the others, by the names that the templates know. */
final class Breadcrumbs {

    private Breadcrumbs() {}

    static Map<String, Object> of(Scope scope) {
        return Map.of(
                "project", Escapes.shortened(scope.project(), EvaluationRow.LONGEST),
                "stage", Escapes.shortened(scope.stage(), EvaluationRow.LONGEST),
                "service", Escapes.shortened(scope.service(), EvaluationRow.LONGEST),
                "href", Links.service(scope));
    }
}
