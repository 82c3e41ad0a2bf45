package dev.sliprovider.resource;

import dev.sliprovider.resource.LevelOutcome.Unread;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.waiting.RecentReads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The indicators of a service: sli.yaml of all levels read in parallel, checked, and merged (contract §7.2). */
public final class SliConfigs {

    /** The path of the file below a level (contract §7.1). */
    public static final String FILE = "prometheus/sli.yaml";

    /**
     * The configuration of a service.
     *
     * @param config merged, built-in indicators included
     * @param warnings a sentence each
     * @param levels the result of each level, widest first
     */
    public record Loaded(SliConfig config, List<String> warnings, List<LevelResult> levels) {}

    /**
     * The result of one level.
     *
     * @param location the file, for messages
     * @param isPresent whether the level has it
     * @param indicators number of indicators that it defines
     */
    public record LevelResult(String location, boolean isPresent, int indicators) {

        @Override
        public String toString() {
            String defines = "defines " + indicators + (indicators == 1 ? " indicator" : " indicators");
            return location + ": " + (isPresent ? defines : "no such file");
        }
    }

    private record Key(Level level, List<String> path, String project, Optional<String> revision) {}

    private final ProjectFiles files;
    private final SliConfig builtIn;
    private final Duration cacheFor;
    private final RecentReads<Key, LevelOutcome> recent;

    /**
     * @param files the source of the files
     * @param builtIn the widest level
     * @param config with the time for which files are cached
     */
    public SliConfigs(ProjectFiles files, SliConfig builtIn, ResourceConfig config) {
        this.files = files;
        this.builtIn = builtIn;
        this.cacheFor = config.cacheFor();
        this.recent = new RecentReads<>(config.cacheEntries());
    }

    /**
     * @param revision commit of the stage branch, if the request names one
     * @return the merged configuration; fails with {@link SliConfigException} naming every file at fault
     */
    public Uni<Loaded> load(Scope scope, Optional<String> revision) {
        List<Uni<LevelOutcome>> levels = Arrays.stream(Level.values())
                .map(level -> level(level, scope, revision))
                .toList();
        return Uni.join().all(levels).andFailFast().map(this::merge);
    }

    /** @return the source of the files, for messages */
    public String place() {
        return files.place();
    }

    /**
     * Looks for the sli.yaml that was probably meant where no level has one. May block.
     *
     * @return a sentence that names the file and says what to do
     */
    public Optional<String> misplaced(Scope scope) {
        return files.misplaced(FILE, scope);
    }

    /** The commit is one of the stage branch: on project level it would name another file (contract §6.5). */
    private Uni<LevelOutcome> level(Level level, Scope scope, Optional<String> requested) {
        Optional<String> revision = level == Level.PROJECT ? Optional.empty() : requested;
        var key = new Key(level, level.path(scope), scope.project(), revision);
        Uni<LevelOutcome> read = recent.get(
                key,
                files.read(FILE, level, scope, revision)
                        // Parsing a long file takes time and must not block an event loop.
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(LevelOutcome::of),
                outcome -> outcome.lasting() ? RecentReads.FOR_EVER : cacheFor);
        return read.onFailure(UnreadableFileException.class)
                .recoverWithItem(failure -> LevelOutcome.failed(level, (UnreadableFileException) failure));
    }

    private Loaded merge(List<LevelOutcome> levels) {
        String errors = levels.stream()
                .flatMap(level -> Stream.concat(
                        level.unread().stream().map(unread -> sentence(unread, levels)), level.errors().stream()))
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new SliConfigException(errors);
        }
        var warnings = new ArrayList<String>();
        levels.forEach(level -> warnings.addAll(level.warnings()));
        if (levels.stream().noneMatch(LevelOutcome::isPresent)) {
            warnings.add(
                    "No level has a " + FILE + " in " + files.place() + "; only the built-in indicators are known.");
        }
        List<SliConfig> configs = levels.stream().map(LevelOutcome::config).toList();
        return new Loaded(
                SliConfig.merge(builtIn, configs),
                warnings.stream().distinct().toList(),
                levels.stream().flatMap(level -> level.result().stream()).toList());
    }

    /** A problem that several levels share is reported once, with the first of them. */
    private static String sentence(Unread unread, List<LevelOutcome> levels) {
        List<Unread> alike = levels.stream()
                .flatMap(level -> level.unread().stream())
                .filter(other -> other.problem().equals(unread.problem()))
                .toList();
        if (!alike.getFirst().equals(unread)) {
            return "";
        }
        String others =
                alike.stream().skip(1).map(other -> other.level().words()).collect(Collectors.joining(" and "));
        boolean isAboutFile = !unread.message().equals(unread.problem());
        return unread.message() + (isAboutFile && !others.isEmpty() ? " (" + others + " likewise)" : "");
    }
}
