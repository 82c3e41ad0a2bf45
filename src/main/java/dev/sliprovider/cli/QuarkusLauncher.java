package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.ConfigValidationException;
import jakarta.enterprise.inject.Instance;
import java.net.BindException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Starts Quarkus for the commands that need it. Quarkus creates the application and the configuration sources itself, so
 * the current run is a property of the starting thread until Quarkus has stopped. No state remains afterwards.
 */
final class QuarkusLauncher {

    /**
     * One run of a command.
     *
     * @param overrides settings of this run
     * @param work runs after Quarkus has started, and returns the exit code
     * @param bug the exit code for an unexpected failure
     */
    record Run(ConfigOverrides overrides, ToIntFunction<Instance<BootedCommand<?>>> work, int bug) {

        static final Run NONE = new Run(ConfigOverrides.NONE, commands -> Cli.USAGE, Cli.USAGE);
    }

    private static final ThreadLocal<Run> CURRENT = ThreadLocal.withInitial(() -> Run.NONE);

    private QuarkusLauncher() {}

    /** @return the run for which this thread starts Quarkus; outside of a run, one without overrides */
    static Run current() {
        return CURRENT.get();
    }

    /**
     * Starts Quarkus and runs a command in it.
     *
     * @param request for the command
     * @return what the command returned, or {@link Cli#USAGE} if Quarkus did not start; the reason is printed
     */
    static <R> int run(ConfigOverrides overrides, Class<? extends BootedCommand<R>> command, R request) {
        return run(overrides, command, request, Cli.USAGE);
    }

    /** @param bug the exit code for an unexpected failure */
    static <R> int run(ConfigOverrides overrides, Class<? extends BootedCommand<R>> command, R request, int bug) {
        return run(
                new Run(overrides, commands -> commands.select(command).get().run(request), bug),
                CommandApplication.class);
    }

    /**
     * Starts Quarkus and runs an application in it.
     *
     * @return what the application returned, or {@link Cli#USAGE} if Quarkus did not start; the reason is printed
     */
    static int run(ConfigOverrides overrides, Class<? extends QuarkusApplication> application) {
        return run(new Run(overrides, Run.NONE.work(), Cli.USAGE), application);
    }

    private static int run(Run run, Class<? extends QuarkusApplication> application) {
        var exitCode = new AtomicInteger(Cli.USAGE);
        CURRENT.set(run);
        try {
            Quarkus.run(application, (code, failure) -> {
                if (failure == null) {
                    exitCode.set(code);
                } else {
                    exitCode.set(explain(failure) ? Cli.USAGE : run.bug());
                }
            });
        } finally {
            CURRENT.remove();
        }
        return exitCode.get();
    }

    /**
     * Explains in a sentence why the program cannot start; only an unexpected failure has a stack trace.
     *
     * @return whether a user can do something about it
     */
    private static boolean explain(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !isForUsers(cause)) {
            cause = cause.getCause();
        }
        switch (cause) {
            case ConfigValidationException invalid -> {
                for (int i = 0; i < invalid.getProblemCount(); i++) {
                    print(SettingsProblem.sentence(invalid.getProblem(i).getMessage()));
                }
            }
            case BindException taken ->
                print("a port cannot be opened (" + taken.getMessage()
                        + "): is another process using it? Choose others with --port and --management-port");
            default -> {
                if (isForUsers(cause)) {
                    print(cause.getMessage());
                } else {
                    print("the start failed: " + cause);
                    failure.printStackTrace();
                    return false;
                }
            }
        }
        return true;
    }

    /** The message of an IllegalArgumentException is for users only if our own code threw it, not a library. */
    private static boolean isForUsers(Throwable cause) {
        return cause instanceof ConfigValidationException
                || cause instanceof BindException
                || cause instanceof IllegalArgumentException wrong
                        && wrong.getStackTrace().length > 0
                        && wrong.getStackTrace()[0].getClassName().startsWith("dev.sliprovider.");
    }

    /** With a JSON log, this line is JSON, too. */
    private static void print(String sentence) {
        System.err.println(
                "true".equalsIgnoreCase(System.getenv("LOG_JSON"))
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("timestamp", Instant.now().toString())
                                .put("loggerName", QuarkusLauncher.class.getName())
                                .put("level", "ERROR")
                                .put("message", sentence)
                        : Cli.NAME + ": " + sentence);
    }
}
