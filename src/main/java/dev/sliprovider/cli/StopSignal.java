package dev.sliprovider.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end early: after Ctrl-C or SIGTERM it may still say what is known. The process ends with the code of the
 * signal, 130 or 143, as soon as this is closed, or after some seconds.
 */
final class StopSignal implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean isGiven;

    /** Watches from now on. */
    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The process ends when all hooks have returned. */
    private void stop() {
        isGiven = true;
        try {
            if (!done.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Not everything could be said in " + LONGEST.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the process is asked to end */
    boolean isGiven() {
        return isGiven;
    }

    @Override
    public void close() {
        done.countDown();
        if (!isGiven) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: the hook sees that this is closed.
            }
        }
    }
}
