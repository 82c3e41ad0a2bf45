package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pins an evaluation: later evaluations are compared with it only. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares with this evaluation alone, until another is pinned or unpin is called.")
final class HistoryPinCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Parameters(paramLabel = "ID", description = "Id of the evaluation.")
    private String id;

    @Override
    public Integer call() {
        return history.run((directory, output) -> {
            history.required(directory, id);
            directory.pin(id);
            output.note("Pinned " + id + ".");
        });
    }
}
