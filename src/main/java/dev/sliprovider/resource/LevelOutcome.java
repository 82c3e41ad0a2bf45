package dev.sliprovider.resource;

import dev.sliprovider.resource.SliConfigs.LevelResult;
import dev.sliprovider.sli.SliConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One level after its sli.yaml was read. Errors are kept as text, so that those of all levels are reported together; the
 * text of the file is not kept.
 *
 * @param config what the level defines; empty if it could not be read
 * @param result for messages; empty if it could not be read
 * @param lasting whether the file never changes
 * @param warnings a sentence each
 * @param errors of the content, a sentence each
 * @param unread why it could not be read
 */
record LevelOutcome(
        SliConfig config,
        Optional<LevelResult> result,
        boolean lasting,
        List<String> warnings,
        List<String> errors,
        Optional<Unread> unread) {

    private static final int REPORTED_PROBLEMS = 20;

    /**
     * A level that could not be read.
     *
     * @param level which one
     * @param message with the file
     * @param problem without the file
     */
    record Unread(Level level, String message, String problem) {}

    /** Parses the file of a level. */
    static LevelOutcome of(ProjectFile file) {
        if (file.text().isEmpty()) {
            return of(file, SliConfig.EMPTY, file.warnings(), List.of());
        }
        SliYaml yaml = SliYaml.parse(file.location(), file.text().get());
        List<String> problems = reported(yaml.problems());
        return yaml.isUsable()
                ? of(
                        file,
                        yaml.config(),
                        Stream.concat(file.warnings().stream(), problems.stream())
                                .toList(),
                        List.of())
                : of(file, SliConfig.EMPTY, List.of(), problems);
    }

    private static LevelOutcome of(ProjectFile file, SliConfig config, List<String> warnings, List<String> errors) {
        var result = new LevelResult(
                file.location(), file.text().isPresent(), config.queries().size());
        return new LevelOutcome(config, Optional.of(result), file.lasting(), warnings, errors, Optional.empty());
    }

    static LevelOutcome failed(Level level, UnreadableFileException failure) {
        var unread = new Unread(level, failure.getMessage(), failure.problem());
        return new LevelOutcome(SliConfig.EMPTY, Optional.empty(), false, List.of(), List.of(), Optional.of(unread));
    }

    boolean isPresent() {
        return result.filter(LevelResult::isPresent).isPresent();
    }

    private static List<String> reported(List<SliProblem> problems) {
        Stream<String> first = problems.stream().limit(REPORTED_PROBLEMS).map(SliProblem::toString);
        int more = problems.size() - REPORTED_PROBLEMS;
        return more > 0
                ? Stream.concat(first, Stream.of("and " + more + " more")).toList()
                : first.toList();
    }
}
