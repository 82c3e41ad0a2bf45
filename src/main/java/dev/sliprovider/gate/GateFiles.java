package dev.sliprovider.gate;

import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Finding.Severity;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of one evaluation.
 *
 * @param slo the file slo.yaml
 * @param yaml what was read from it
 * @param config its objectives
 * @param sli files with indicators, widest first; an indicator of a later one replaces that of an earlier one
 */
public record GateFiles(SourceFile slo, SloYaml yaml, SloConfig config, List<SourceFile> sli) {

    private static final int SHOWN_PROBLEMS = 20;

    /** Copies the list. */
    public GateFiles {
        sli = List.copyOf(sli);
    }

    /**
     * Reads slo.yaml. One with a map {@code indicators} is a file with indicators, too, and the narrowest.
     *
     * @param sli the other files with indicators, widest first
     * @throws GateException if slo.yaml has nothing that can be evaluated
     */
    public static GateFiles of(SourceFile slo, List<SourceFile> sli) throws GateException {
        SloYaml yaml = SloYaml.parse(slo.location(), slo.text());
        if (!(yaml.file() instanceof SloFile.Readable readable)) {
            throw GateException.wrongInput(
                    findings(slo, yaml.findings(Optional.empty()), Set.of(Severity.ERROR)).stream()
                            .collect(Collectors.joining("\n")));
        }
        var all = new ArrayList<>(sli);
        if (hasIndicators(yaml)) {
            all.add(slo);
        }
        return new GateFiles(slo, yaml, readable.config(), all);
    }

    /** @return where all files stand, for messages and comparisons */
    public List<String> locations() {
        var locations = new ArrayList<>(List.of(slo.location()));
        sli.forEach(file -> locations.add(file.location()));
        return locations;
    }

    /** @return whether a slo.yaml defines indicators itself */
    public static boolean hasIndicators(SourceFile slo) {
        return hasIndicators(SloYaml.parse(slo.location(), slo.text()));
    }

    private static boolean hasIndicators(SloYaml yaml) {
        return yaml.indicators().isPresent()
                || yaml.readings().stream().anyMatch(finding -> finding.rule().equals("indicators-invalid"));
    }

    /** @return the indicators of the objectives, as Lighthouse asks for them: in order, repeated ones repeated */
    public List<String> indicators() {
        return config.objectives().stream().map(Objective::sli).toList();
    }

    /**
     * Merges the files with indicators.
     *
     * @param builtIn indicators that are known without a file
     * @throws GateException naming every problem of every file
     */
    public SliConfig queries(SliConfig builtIn) throws GateException {
        return queries(sli, builtIn);
    }

    /**
     * The same, for files without objectives.
     *
     * @param sli files with indicators, widest first
     */
    public static SliConfig queries(List<SourceFile> sli, SliConfig builtIn) throws GateException {
        var levels = new ArrayList<SliConfig>();
        var problems = new ArrayList<String>();
        for (SourceFile file : sli) {
            SliYaml read = SliYaml.parse(file.location(), file.text());
            read.problems().stream()
                    .filter(problem -> problem.severity() == SliProblem.Severity.ERROR)
                    .forEach(problem -> problems.add(problem.toString()));
            levels.add(read.config());
        }
        if (!problems.isEmpty()) {
            throw GateException.wrongInput(
                    problems.stream().limit(SHOWN_PROBLEMS).collect(Collectors.joining("\n"))
                            + (problems.size() > SHOWN_PROBLEMS
                                    ? "\nand " + (problems.size() - SHOWN_PROBLEMS) + " more"
                                    : ""));
        }
        return SliConfig.merge(builtIn, levels);
    }

    /**
     * @param known names of indicators, if they are known
     * @return what slo.yaml probably does otherwise than meant, a sentence each with its place
     */
    public List<String> warnings(Optional<Set<String>> known) {
        return findings(slo, yaml.findings(known), Set.of(Severity.ERROR, Severity.WARNING));
    }

    private static List<String> findings(SourceFile file, List<Finding> findings, Set<Severity> severities) {
        return findings.stream()
                .filter(finding -> severities.contains(finding.severity()))
                .map(finding -> file.location() + ":" + finding.place().line() + ":"
                        + finding.place().column() + ": " + finding.message() + " " + finding.remedy())
                .toList();
    }
}
