package dev.sliprovider.cli;

/**
 * The part of a command that needs Quarkus: a bean, made once Quarkus is up.
 *
 * @param <R> what the command line asked for
 */
interface BootedCommand<R> {

    /** @return the exit code */
    int run(R request);
}
