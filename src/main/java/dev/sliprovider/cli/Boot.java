package dev.sliprovider.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.ConfigValidationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Boots Quarkus for the commands that need it. */
final class Boot {

    private Boot() {}

    /** @return what the application returned, or {@link Cli#USAGE} if Quarkus did not come up and said why */
    static int run(Class<? extends QuarkusApplication> application) {
        var exitCode = new AtomicInteger(Cli.USAGE);
        Quarkus.run(application, (code, failure) -> {
            if (failure == null) {
                exitCode.set(code);
            } else {
                tell(failure);
            }
        });
        return exitCode.get();
    }

    /** A setting that cannot be read is the user's matter and gets a sentence; all else Quarkus has logged. */
    private static void tell(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigValidationException invalid) {
                for (int i = 0; i < invalid.getProblemCount(); i++) {
                    String sentence = invalid.getProblem(i).getMessage().replaceFirst("^.*?SRCFG\\d+: ", "");
                    System.err.println(Cli.NAME + ": " + sentence);
                }
            }
        }
    }
}
