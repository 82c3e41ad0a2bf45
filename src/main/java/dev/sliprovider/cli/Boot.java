package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.time.Instant;
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
        Throwable cause = failure;
        while (cause.getCause() != null && !isToldInASentence(cause)) {
            cause = cause.getCause();
        }
        switch (cause) {
            case ConfigValidationException invalid -> {
                for (int i = 0; i < invalid.getProblemCount(); i++) {
                    say(invalid.getProblem(i).getMessage().replaceFirst("^.*?SRCFG\\d+: ", ""));
                }
            }
            case BindException taken ->
                say("a port cannot be opened (" + taken.getMessage()
                        + "): is another process using it? Choose others with" + " --port and --management-port");
            default -> {
                if (isToldInASentence(cause)) {
                    say(cause.getMessage());
                } else {
                    say("the start failed: " + cause);
                    failure.printStackTrace();
                }
            }
        }
    }

    /** Of an argument that is wrong only if our own code says so: its words are for users, a library's are not. */
    private static boolean isToldInASentence(Throwable cause) {
        return cause instanceof ConfigValidationException
                || cause instanceof BindException
                || cause instanceof IllegalArgumentException wrong
                        && wrong.getStackTrace().length > 0
                        && wrong.getStackTrace()[0].getClassName().startsWith("dev.sliprovider.");
    }

    /** Whoever collects the log reads one JSON object a line if it was asked for, from the first line on. */
    private static void say(String sentence) {
        System.err.println(
                "true".equalsIgnoreCase(System.getenv("LOG_JSON"))
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("timestamp", Instant.now().toString())
                                .put("loggerName", Boot.class.getName())
                                .put("level", "ERROR")
                                .put("message", sentence)
                        : Cli.NAME + ": " + sentence);
    }
}
