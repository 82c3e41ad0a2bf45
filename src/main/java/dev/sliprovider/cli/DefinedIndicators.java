package dev.sliprovider.cli;

import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.Level;
import dev.sliprovider.resource.ProjectFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The indicators of a service, each with the place that defines it.
 *
 * @param config all indicators
 * @param origins by name of indicator; built-in ones have none
 */
record DefinedIndicators(SliConfig config, Map<String, Origin> origins) {

    /**
     * Where an indicator is defined.
     *
     * @param level project, stage or service
     * @param place such as {@code sli/prometheus/sli.yaml:3:15}; a file below the working directory is relative to it
     */
    record Origin(String level, String place) {}

    /** The origin of a query of the command line. */
    private static final Origin OPTION = new Origin("option", "--query");

    /** Queries that the command line names. */
    static DefinedIndicators ofOptions(Map<String, IndicatorQuery> queries) {
        var origins = new LinkedHashMap<String, Origin>();
        queries.keySet().forEach(name -> origins.put(name, OPTION));
        return new DefinedIndicators(SliConfig.of(queries), origins);
    }

    /**
     * Finds the places in files that were read and found usable before.
     *
     * @param config merged from the same files
     */
    static DefinedIndicators of(SliConfig config, ProjectFiles files, SliTask task) {
        var origins = new LinkedHashMap<String, Origin>();
        for (Level level : Level.values()) {
            Optional<String> revision = level == Level.PROJECT ? Optional.empty() : task.revision();
            ProjectFile file = files.read(SliConfigs.FILE, level, task.scope(), revision)
                    .await()
                    .indefinitely();
            file.text().ifPresent(text -> add(origins, level, file.location(), text));
        }
        return new DefinedIndicators(config, origins);
    }

    private static void add(Map<String, Origin> origins, Level level, String location, String text) {
        String path = SourceFile.location(location.replaceFirst(" \\([a-z]+ level\\)$", ""));
        SliYaml yaml = SliYaml.parse(path, text);
        origins.keySet().removeAll(yaml.config().unset());
        yaml.places()
                .forEach((name, place) -> origins.put(
                        name,
                        new Origin(
                                level.name().toLowerCase(Locale.ROOT),
                                path + ":" + place.line() + ":" + place.column())));
    }

    /** @return the place for messages */
    String place(String indicator) {
        return origins.containsKey(indicator) ? origins.get(indicator).place() : "built in";
    }

    /** @return the level; {@code built in} without a place, and {@code -} if nothing defines it */
    String level(String indicator) {
        return origins.containsKey(indicator)
                ? origins.get(indicator).level()
                : config.queries().containsKey(indicator) ? "built in" : "-";
    }
}
