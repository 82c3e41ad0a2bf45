package dev.sliprovider.cli;

import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.GateException;

/** Exit codes of the commands of the gate. Code 1 is for bugs, because Java and picocli use it. */
final class GateExit {

    static final int BUG = 1;
    /** It could not be evaluated; another attempt may help. */
    static final int UNAVAILABLE = 3;
    /** The objectives are not met. */
    static final int NO = 10;
    /** A value differs from the recorded one. */
    static final int DIFFERENT = 12;

    private GateExit() {}

    /** @param warning the code of a warning */
    static int of(Conclusion conclusion, int warning) {
        return switch (conclusion) {
            case PASS -> Cli.OK;
            case WARNING -> warning;
            case FAIL -> NO;
            case UNAVAILABLE -> UNAVAILABLE;
            case MISCONFIGURED -> Cli.USAGE;
        };
    }

    static int of(GateException failure) {
        return switch (failure.kind()) {
            case WRONG_INPUT, NO_OBJECTIVES -> Cli.USAGE;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    /** Prints the cause, and returns the exit code. */
    static int explain(GateException failure) {
        new GateOutput().failure(failure.getMessage());
        return of(failure);
    }
}
