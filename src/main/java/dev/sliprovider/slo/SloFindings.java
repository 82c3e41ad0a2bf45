package dev.sliprovider.slo;

import dev.sliprovider.slo.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds parts of a slo.yaml that are probably not meant, although Lighthouse accepts the file. */
public final class SloFindings {

    private SloFindings() {}

    /**
     * @param config the file
     * @param indicators the names that sli.yaml defines, if they are known
     * @return in the order of the checks
     */
    public static List<Finding> of(SloConfig config, Optional<Set<String>> indicators) {
        var findings = new ArrayList<Finding>(ComparisonFindings.of(config.comparison()));
        config.objectives().forEach(objective -> findings.addAll(ObjectiveFindings.of(objective, indicators)));
        findings.addAll(duplicates(config));
        findings.addAll(ScoreFindings.of(config));
        indicators.ifPresent(names -> findings.addAll(unused(config, names)));
        return findings;
    }

    private static List<Finding> duplicates(SloConfig config) {
        var seen = new HashSet<String>();
        return config.objectives().stream()
                .filter(objective -> !objective.sli().isEmpty() && !seen.add(objective.sli()))
                .map(objective -> new Finding(
                        "sli-twice",
                        Severity.WARNING,
                        objective.places().of("sli"),
                        "\"" + objective.sli()
                                + "\" has two objectives, and a value is used for one objective only: this"
                                + " one fails unless the provider sends the value twice.",
                        "Put the criteria into one objective."))
                .toList();
    }

    private static List<Finding> unused(SloConfig config, Set<String> names) {
        Set<String> used = config.objectives().stream().map(Objective::sli).collect(Collectors.toSet());
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> !used.contains(name))
                        .map(name -> new Finding(
                                "sli-unused",
                                Severity.HINT,
                                Place.START,
                                "The indicator \"" + name + "\" of sli.yaml has no objective: it is not asked for.",
                                "Add an objective without \"pass\" to see its value."))
                        .toList();
    }
}
