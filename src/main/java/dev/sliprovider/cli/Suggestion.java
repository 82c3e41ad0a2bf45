package dev.sliprovider.cli;

import dev.sliprovider.sli.NearestName;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The option or command that was probably meant. A name that is far off is no help, and none is better. */
final class Suggestion {

    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /** @return a name of the command line */
    static Optional<String> of(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getUnmatched().isEmpty()
                ? of(unmatched.getUnmatched().getFirst().replaceFirst("=.*", ""), failure.getCommandLine())
                : Optional.empty();
    }

    private static Optional<String> of(String written, CommandLine command) {
        List<String> names = written.startsWith("-")
                ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
                : List.copyOf(command.getSubcommands().keySet());
        List<String> longer = names.stream()
                .filter(name -> written.replace("-", "").length() >= SHORTEST_BEGINNING && name.startsWith(written))
                .toList();
        return longer.size() == 1 ? longer.stream().findFirst() : NearestName.to(written, names);
    }
}
