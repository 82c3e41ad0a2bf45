package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.history.HistoryException;
import java.time.Duration;
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

    /** Another program may still be writing a younger file. */
    private static final Duration LEFTOVER = Duration.ofHours(1);

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

    private void prune(HistoryDirectory directory, GateOutput output) throws HistoryException, GateException {
        if (keep < 0) {
            throw GateException.wrongInput("--keep " + keep + " is negative; give 0 or more");
        }
        Instant now = Instant.now();
        int deleted = directory.prune(keep, now);
        int leftovers = directory.removeLeftovers(now.minus(LEFTOVER));
        output.note("Deleted " + deleted + " evaluations and " + leftovers + " leftovers.");
    }
}
