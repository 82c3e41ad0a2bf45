package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes the pin. */
@Command(
        name = "unpin",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares with the newest evaluations again.")
final class HistoryUnpinCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Override
    public Integer call() {
        return history.run((directory, output) -> {
            directory.unpin();
            output.note("No evaluation is pinned.");
        });
    }
}
