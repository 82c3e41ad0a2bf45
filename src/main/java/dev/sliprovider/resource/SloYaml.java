package dev.sliprovider.resource;

import dev.sliprovider.slo.SloFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text of a slo.yaml as Lighthouse does (contract §10.1, §10.4, §10.11), within limits.
 *
 * @param file what can be evaluated
 * @param problems why it cannot be read; empty if it can
 * @param indicators queries that the file defines itself, in a top-level map {@code indicators} as in sli.yaml, which
 *     Lighthouse ignores; empty if there is no such map
 */
public record SloYaml(SloFile file, List<SliProblem> problems, Optional<Map<String, String>> indicators) {

    /** A longer file is refused; in bytes of UTF-8. */
    public static final int FILE_LENGTH = 256 << 10;
    /** More objectives are refused. */
    public static final int OBJECTIVES = 500;

    /** Copies the problems. */
    public SloYaml {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file.
     *
     * @param location how messages call the file
     * @param text its content; a file without content counts as absent
     */
    public static SloYaml parse(String location, String text) {
        return text.isEmpty()
                ? new SloYaml(new SloFile.Absent(), List.of(), Optional.empty())
                : new SloYamlParser(location).parse(text);
    }
}
