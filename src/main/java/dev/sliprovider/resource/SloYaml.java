package dev.sliprovider.resource;

import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Finding.Severity;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.SloFindings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text of a slo.yaml as Lighthouse does (contract §10.1, §10.4, §10.11), within limits.
 *
 * @param file what can be evaluated
 * @param problems why it cannot be read; empty if it can
 * @param readings what was ignored or rounded when it was read
 * @param indicators queries that the file defines itself, in a top-level map {@code indicators} as in sli.yaml, which
 *     Lighthouse ignores; empty if there is no such map
 */
public record SloYaml(
        SloFile file, List<SliProblem> problems, List<Finding> readings, Optional<Map<String, String>> indicators) {

    /** A longer file is refused; in bytes of UTF-8. */
    public static final int FILE_LENGTH = 256 << 10;
    /** More objectives are refused. */
    public static final int OBJECTIVES = 500;

    /** Copies the lists. */
    public SloYaml {
        problems = List.copyOf(problems);
        readings = List.copyOf(readings);
    }

    /**
     * Reads a file.
     *
     * @param location how messages call the file
     * @param text its content; a file without content counts as absent
     */
    public static SloYaml parse(String location, String text) {
        return text.isEmpty()
                ? new SloYaml(new SloFile.Absent(), List.of(), List.of(), Optional.empty())
                : new SloYamlParser(location).parse(text);
    }

    /**
     * Says all that is wrong with the file or probably not meant.
     *
     * @param sliNames the indicators that sli.yaml defines, if they are known; those of the file itself are added
     * @return in the order of the file
     */
    public List<Finding> findings(Optional<Set<String>> sliNames) {
        var findings = new ArrayList<Finding>(readings);
        problems.forEach(problem -> findings.add(unreadable(problem)));
        switch (file) {
            case SloFile.Absent absent ->
                findings.add(nothing(Place.START, "The file is empty: nothing is evaluated, and everything passes."));
            case SloFile.NullDocument document ->
                findings.add(nothing(document.place(), "The file is null, which Lighthouse cannot evaluate."));
            case SloFile.Unreadable unreadable -> {}
            case SloFile.Readable readable -> findings.addAll(SloFindings.of(readable.config(), known(sliNames)));
        }
        return findings.stream()
                .distinct()
                .sorted(Comparator.<Finding>comparingInt(
                                finding -> finding.place().line())
                        .thenComparingInt(finding -> finding.place().column()))
                .toList();
    }

    private Optional<Set<String>> known(Optional<Set<String>> sliNames) {
        if (indicators.isEmpty()) {
            return sliNames;
        }
        var names = new HashSet<>(sliNames.orElse(Set.of()));
        names.addAll(indicators.get().keySet());
        return Optional.of(names);
    }

    private static Finding unreadable(SliProblem problem) {
        return new Finding(
                "unreadable",
                Severity.ERROR,
                new Place(problem.line(), problem.column()),
                problem.message().replaceFirst("\\.?$", "."),
                "Every evaluation ends with an error until this is corrected.");
    }

    private static Finding nothing(Place place, String message) {
        return new Finding("empty", Severity.ERROR, place, message, "Write \"objectives:\" and \"total_score:\".");
    }
}
