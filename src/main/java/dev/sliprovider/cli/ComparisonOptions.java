package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the baseline. */
final class ComparisonOptions {

    @Option(
            names = "--compare-with",
            paramLabel = "WHAT",
            description = "history, pinned, id:ID or file:FILE with an evaluation.finished event (default: history).")
    String compareWith;

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "Directory with earlier evaluations; need not exist yet.")
    Path history;

    @Option(
            names = "--require-history",
            paramLabel = "N",
            description = "Conclude nothing (exit code 3) unless N earlier evaluations are compared with.")
    int required;

    /** @throws GateException if the options do not fit together */
    CompareWith toCompareWith() throws GateException {
        if (required < 0) {
            throw GateException.wrongInput("--require-history " + required + " is negative; give 0 or more");
        }
        try {
            CompareWith read = compareWith == null ? new CompareWith.History() : CompareWith.parse(compareWith);
            if (compareWith != null && history == null && !(read instanceof CompareWith.File)) {
                throw GateException.wrongInput(
                        "--compare-with " + compareWith + " needs a history; name its directory with --history");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    Optional<Path> history() {
        return Optional.ofNullable(history);
    }
}
