package dev.sliprovider.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
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

    /** What keeps the program from starting is told in a sentence; only what nobody expected has more. */
    private static void tell(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null
                && !(root instanceof ConfigValidationException)
                && !(root instanceof BindException)) {
            root = root.getCause();
        }
        switch (root) {
            case ConfigValidationException invalid -> {
                for (int i = 0; i < invalid.getProblemCount(); i++) {
                    say(invalid.getProblem(i).getMessage().replaceFirst("^.*?SRCFG\\d+: ", ""));
                }
            }
            case BindException taken ->
                say("a port cannot be opened (" + taken.getMessage()
                        + "): is another process using it? Choose others with" + " --port and --management-port");
            default -> {
                say("the start failed: " + root);
                failure.printStackTrace();
            }
        }
    }

    private static void say(String sentence) {
        System.err.println(Cli.NAME + ": " + sentence);
    }
}
