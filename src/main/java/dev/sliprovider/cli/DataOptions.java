package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gate.GateException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What happens if the samples of the window have not arrived yet. */
final class DataOptions {

    /** What an incomplete window leads to. */
    enum Stale {
        /** A verdict with a warning. */
        WARN,
        /** No verdict. */
        ERROR
    }

    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Option(
            names = "--wait-for-data",
            paramLabel = "30s",
            description =
                    "Longest wait until the samples of the window have arrived, if it ended less than 5 minutes ago;"
                            + " 0s waits for nothing (default: 30s).")
    String wait;

    @Option(
            names = "--on-stale",
            paramLabel = "WHAT",
            description = "What an incomplete window leads to: warn, or error, which is exit code 3 (default: warn).")
    Stale stale;

    boolean isGiven() {
        return wait != null || stale != null;
    }

    boolean isComplete() {
        return stale == Stale.ERROR;
    }

    /** @throws GateException if the option cannot be read */
    Duration longest() throws GateException {
        if (wait == null) {
            return DEFAULT;
        }
        if (wait.matches("0+[smh]?")) {
            return Duration.ZERO;
        }
        try {
            Duration length = Window.length("--wait-for-data", wait);
            if (length.compareTo(LONGEST) > 0) {
                throw GateException.wrongInput("--wait-for-data " + wait + " is longer than an hour");
            }
            return length;
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }
}
