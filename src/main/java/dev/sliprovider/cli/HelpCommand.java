package dev.sliprovider.cli;

import dev.sliprovider.sli.NearestName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help evaluate} is {@code evaluate --help}. */
@Command(name = "help", helpCommand = true, description = "Shows the help of the program, or of a command.")
final class HelpCommand implements Callable<Integer> {

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as: evaluate, or: history list.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            command = subcommand(command, name);
        }
        command.usage(spec.commandLine().getOut());
        return Cli.OK;
    }

    private CommandLine subcommand(CommandLine command, String name) {
        CommandLine found = command.getSubcommands().get(name);
        if (found == null) {
            throw new ParameterException(
                    spec.parent().commandLine(),
                    "there is no command \"" + name + "\""
                            + NearestName.to(name, command.getSubcommands().keySet())
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse(""));
        }
        return found;
    }
}
