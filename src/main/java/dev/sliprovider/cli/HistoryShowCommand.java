package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one evaluation. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows one evaluation as evaluate printed it.")
final class HistoryShowCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Parameters(paramLabel = "ID", description = "Id of the evaluation.")
    private String id;

    @Option(
            names = {"-o", "--output"},
            description = "table, json, event or markdown (default: table).")
    private GateOutput.Format format = GateOutput.Format.TABLE;

    @Override
    public Integer call() {
        return history.run((directory, output) -> output.print(format, history.recorded(directory, id)));
    }
}
