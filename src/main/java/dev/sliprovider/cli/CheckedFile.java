package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.promql.QueryProblem;
import dev.sliprovider.promql.QueryReview;
import dev.sliprovider.promql.QueryText;
import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.Migration;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.SloFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that validate checks: sli.yaml, slo.yaml, or both in one.
 *
 * @param source the file
 */
record CheckedFile(SourceFile source) {

    private static final Pattern OBJECTIVES = Pattern.compile("(?m)^\\{?\\s*[\"']?objectives[\"']?\\s*:");

    /** @return whether it has objectives; otherwise its name decides */
    boolean isSlo() {
        return OBJECTIVES.matcher(source.text()).find() || source.location().matches("(?s)(?:.*[/\\\\])?slo\\.ya?ml");
    }

    /** @return names of the indicators that it defines */
    Set<String> indicators() {
        return SliYaml.parse(source.location(), source.text())
                .config()
                .queries()
                .keySet();
    }

    /**
     * @param checks the enabled checks
     * @param defined names of the indicators of other files, if there are such files
     * @return in the order of the file
     */
    List<FileFinding> findings(FileChecks checks, Optional<Set<String>> defined) {
        var findings = new ArrayList<FileFinding>();
        if (isSlo()) {
            SloYaml slo = SloYaml.parse(source.location(), source.text());
            slo.findings(known(slo, defined)).forEach(finding -> findings.add(of(finding)));
            if (checks.migration()) {
                findings.addAll(MigrationCheck.filters(source, slo));
            }
            if (slo.indicators().isPresent()) {
                findings.addAll(queries(checks.withFilters(filters(slo))));
            }
        } else {
            findings.addAll(queries(checks));
        }
        findings.sort(Comparator.comparingInt(FileFinding::line).thenComparingInt(FileFinding::column));
        return findings;
    }

    private static Set<String> filters(SloYaml slo) {
        return slo.file() instanceof SloFile.Readable readable
                ? readable.config().filter().keySet()
                : Set.of();
    }

    /** Built-in indicators are known, but their use is optional. */
    private static Optional<Set<String>> known(SloYaml slo, Optional<Set<String>> defined) {
        if (defined.isEmpty() && slo.indicators().isEmpty()) {
            return Optional.empty();
        }
        var known = new HashSet<>(defined.orElse(Set.of()));
        if (slo.file() instanceof SloFile.Readable readable) {
            Set<String> builtIn = BuiltInIndicators.withJob(BuiltInIndicators.DEFAULT_JOB)
                    .queries()
                    .keySet();
            readable.config().objectives().stream()
                    .map(Objective::sli)
                    .filter(builtIn::contains)
                    .forEach(known::add);
        }
        return Optional.of(known);
    }

    private FileFinding of(Finding finding) {
        return new FileFinding(
                "slo/" + finding.rule(),
                Severity.valueOf(finding.severity().name()),
                source.location(),
                finding.place().line(),
                finding.place().column(),
                finding.message() + " " + finding.remedy());
    }

    private List<FileFinding> queries(FileChecks checks) {
        SliYaml yaml = SliYaml.parse(source.location(), source.text());
        var findings = new ArrayList<FileFinding>();
        yaml.problems().forEach(problem -> findings.add(of(problem)));
        yaml.config().queries().forEach((name, query) -> {
            if (query instanceof QueryTemplate template) {
                findings.addAll(new QueryFindings(name, template, yaml.places().get(name)).of(checks));
            }
        });
        return findings;
    }

    private FileFinding of(SliProblem problem) {
        return new FileFinding(
                "sli/file",
                switch (problem.severity()) {
                    case ERROR, UNUSABLE_QUERY -> Severity.ERROR;
                    case WARNING -> Severity.WARNING;
                    case HINT -> Severity.HINT;
                },
                source.location(),
                problem.line(),
                problem.column(),
                problem.message());
    }

    /** One query of the file. */
    private final class QueryFindings {

        private final String name;
        private final QueryTemplate query;
        private final SliYaml.Place place;
        private final List<FileFinding> findings = new ArrayList<>();

        QueryFindings(String name, QueryTemplate query, SliYaml.Place place) {
            this.name = name;
            this.query = query;
            this.place = place;
        }

        List<FileFinding> of(FileChecks checks) {
            query.unknownPlaceholders(checks.filters())
                    .forEach(unknown -> add(
                            "sli/placeholder",
                            Severity.ERROR,
                            ": " + unknown
                                    + (unknown.startsWith("nothing defines")
                                            ? " If the filter in slo.yaml defines it, name it with --filter."
                                            : "")));
            Optional<String> fixed = query.fixedWindow();
            fixed.ifPresent(window -> add(
                    "sli/fixed-window",
                    Severity.WARNING,
                    " looks at " + window + ", however long the evaluated window is; write"
                            + " [$DURATION_SECONDS] for the evaluated window"));
            QueryReview.of(QueryText.of(query.text()), checks.scrapeInterval()).stream()
                    .filter(found -> fixed.isEmpty() || found.rule() != QueryProblem.Rule.FIXED_RANGE)
                    .forEach(found -> add(
                            found.rule().id(),
                            Severity.valueOf(found.severity().name()),
                            ": " + found.shown(query.text())));
            if (checks.migration()) {
                Migration.query(query, checks.filters())
                        .forEach(note -> add("sli/migration", Severity.WARNING, ": migration: " + note));
            }
            return findings;
        }

        private void add(String rule, Severity severity, String message) {
            findings.add(new FileFinding(
                    rule,
                    severity,
                    source.location(),
                    place.line(),
                    place.column(),
                    "indicator \"" + name + "\"" + message));
        }
    }
}
