package dev.sliprovider.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets a command end early: after Ctrl-C or SIGTERM it may still say what is known. A shutdown hook would be too late, because
 * Quarkus stops in one of its own, and what the command still needs is gone then. A second signal ends the process at once.
 */
final class StopSignal implements AutoCloseable {

    /** Shells add it to the number of the signal that ended a process. */
    private static final int SIGNALLED = 128;

    /** A signal is noticed after this time at the latest. */
    private static final long POLL_MILLIS = 50;

    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private volatile int number;

    /** Watches from now on. */
    StopSignal() {
        watch("INT");
        watch("TERM");
    }

    private void watch(String name) {
        try {
            var signal = new Signal(name);
            before.put(signal, Signal.handle(signal, this::receive));
        } catch (IllegalArgumentException e) {
            // The system has no such signal, or the JVM must leave it alone (-Xrs): it ends the process at once.
        }
    }

    private void receive(Signal signal) {
        if (isGiven()) {
            Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
        }
        number = signal.getNumber();
    }

    /**
     * @return the item of the future; empty if the signal comes before it, which cancels the future
     * @throws ExecutionException if the future fails before the signal
     */
    <T> Optional<T> await(Future<T> future) throws ExecutionException {
        while (!isGiven()) {
            try {
                T item = future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return isGiven() ? Optional.empty() : Optional.of(item);
            } catch (TimeoutException e) {
                // Neither has come yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        future.cancel(true);
        return Optional.empty();
    }

    /** @return whether the signal comes within this time */
    boolean isGivenWithin(Duration time) {
        try {
            return await(new CompletableFuture<Boolean>()
                            .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS))
                    .isEmpty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pause cannot fail", e);
        }
    }

    /** @return whether the process is asked to end */
    boolean isGiven() {
        return number != 0;
    }

    /** @return the exit code after a signal: 130 after Ctrl-C, 143 after SIGTERM */
    int exitCode() {
        return SIGNALLED + number;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
