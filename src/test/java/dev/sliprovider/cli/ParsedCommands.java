package dev.sliprovider.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Command lines that are read and not run. */
public final class ParsedCommands {

    private ParsedCommands() {}

    /** @return why the program would refuse these arguments */
    public static Optional<String> failure(List<String> arguments) {
        try {
            Cli.commandLine().parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }
}
