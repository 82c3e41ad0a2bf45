package dev.sliprovider.cli;

import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.resource.SliConfigs.LevelResult;
import dev.sliprovider.sli.SliTask;
import java.util.ArrayList;

/**
 * Explains why there is no indicator to retrieve: the searched places, the files found there, and what was probably meant.
 */
record NoIndicatorsExplanation(SliConfigs configs) {

    private static final String REMEDY = "name indicators with --indicator, or another directory with --sli-dir";

    /** @return a line for the problem, one for each file, and the remedy */
    String explain(SliTask task) {
        // The levels were read a moment ago and come from the cache.
        SliConfigs.Loaded loaded =
                configs.load(task.scope(), task.revision()).await().indefinitely();
        var lines = new ArrayList<String>();
        lines.add("no sli.yaml defines an indicator for " + task.scope());
        loaded.levels().forEach(level -> lines.add("  " + level));
        if (loaded.levels().stream().anyMatch(LevelResult::isPresent)) {
            lines.addAll(loaded.warnings());
        } else {
            String meant = configs.misplaced(task.scope()).orElse(REMEDY);
            lines.add(meant);
            if (task.scope().stage().equals(ScopeOptions.DEFAULT) && meant.contains(" is for s")) {
                lines.add("name its stage or service with --stage and --service, or give the directory that holds "
                        + "prometheus/ as --sli-dir");
            }
        }
        return String.join("\n", lines);
    }
}
