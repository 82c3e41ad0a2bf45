package dev.sliprovider.cli;

/**
 * The part of a command that needs Quarkus: a bean that is created after Quarkus has started.
 *
 * @param <R> the request of the command line
 */
interface BootedCommand<R> {

    /** @return the exit code */
    int run(R request);
}
