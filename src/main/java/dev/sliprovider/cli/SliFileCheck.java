package dev.sliprovider.cli;

import dev.sliprovider.promql.QueryProblem;
import dev.sliprovider.promql.QueryProblem.Rule;
import dev.sliprovider.promql.QueryReview;
import dev.sliprovider.promql.QueryText;
import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.sli.Migration;
import dev.sliprovider.sli.QueryTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds what is wrong with a sli.yaml, or suspicious about it.
 *
 * @param filters keys of the filter in slo.yaml
 * @param scrapeInterval seconds between two samples of a series, if that is known
 * @param migration whether to report what prometheus-service reads differently
 */
record SliFileCheck(List<String> filters, OptionalDouble scrapeInterval, boolean migration) {

    List<SliProblem> of(Path file, String text) {
        SliYaml yaml = SliYaml.parse(file.toString(), text);
        var problems = new ArrayList<>(yaml.problems());
        yaml.config().queries().forEach((name, query) -> {
            if (query instanceof QueryTemplate template) {
                var place = new Place(file, yaml.places().get(name), name);
                placeholders(place, template, problems);
                promql(place, template, problems);
                if (migration) {
                    Migration.query(template, filters)
                            .forEach(note -> problems.add(place.problem(Severity.WARNING, ": migration: " + note)));
                }
            }
        });
        problems.sort(Comparator.comparingInt(SliProblem::line).thenComparingInt(SliProblem::column));
        return problems;
    }

    /** The query of an indicator in its file. */
    private record Place(Path file, SliYaml.Place start, String indicator) {

        SliProblem problem(Severity severity, String message) {
            return new SliProblem(
                    severity,
                    file.toString(),
                    start.line(),
                    start.column(),
                    "indicator \"" + indicator + "\"" + message);
        }
    }

    private void placeholders(Place place, QueryTemplate query, List<SliProblem> problems) {
        query.unknownPlaceholders(filters)
                .forEach(unknown -> problems.add(place.problem(
                        Severity.ERROR,
                        ": " + unknown
                                + (unknown.startsWith("nothing defines")
                                        ? " If the filter in slo.yaml defines it, name it with --filter."
                                        : ""))));
    }

    private void promql(Place place, QueryTemplate query, List<SliProblem> problems) {
        Optional<String> fixed = query.fixedWindow();
        fixed.ifPresent(window -> problems.add(place.problem(
                Severity.WARNING,
                " looks at " + window + ", however long the evaluated window is; write"
                        + " [$DURATION_SECONDS] for the evaluated window")));
        QueryReview.of(QueryText.of(query.text()), scrapeInterval).stream()
                .filter(found -> fixed.isEmpty() || found.rule() != Rule.FIXED_RANGE)
                .map(found -> place.problem(severity(found), ": " + found.shown(query.text())))
                .forEach(problems::add);
    }

    private static Severity severity(QueryProblem problem) {
        return switch (problem.severity()) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case HINT -> Severity.HINT;
        };
    }
}
