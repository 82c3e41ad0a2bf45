package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes old evaluations. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Deletes the oldest evaluations, and what is left of programs that were killed while they wrote.")
final class HistoryPruneCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Option(
            names = "--keep",
            paramLabel = "N",
            required = true,
            description = "So many stay; the pinned one stays in any case.")
    private int keep;

    @Override
    public Integer call() {
        return history.run(this::prune);
    }

    private void prune(ServiceHistory directory, GateOutput output) throws HistoryException, GateException {
        if (keep < 0) {
            throw GateException.wrongInput("--keep " + keep + " is negative; give 0 or more");
        }
        ServiceHistory.Pruned pruned = directory.prune(keep, Instant.now());
        output.note("Deleted " + pruned.evaluations() + " evaluations and " + pruned.leftovers() + " leftovers.");
    }
}
