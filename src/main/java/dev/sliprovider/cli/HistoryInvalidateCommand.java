package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Excludes an evaluation from comparisons. */
@Command(
        name = "invalidate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes an evaluation out of all comparisons; its file stays.")
final class HistoryInvalidateCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Parameters(paramLabel = "ID", description = "Id of the evaluation.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for people.")
    private String reason;

    @Override
    public Integer call() {
        return history.run((directory, output) -> {
            history.required(directory, id);
            directory.invalidate(id, reason);
            output.note("Invalidated " + id + ".");
        });
    }
}
