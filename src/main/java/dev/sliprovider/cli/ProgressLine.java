package dev.sliprovider.cli;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Shows the progress of the work on a terminal, once it takes longer than a second. */
final class ProgressLine implements AutoCloseable {

    private static final String ERASE = "\r\033[K";

    private final PrintStream err = System.err;
    private final LongFunction<String> state;
    private final ScheduledExecutorService timer;
    private volatile long began = System.nanoTime();
    private boolean shown;

    /** @param state the progress in words; the seconds follow it */
    ProgressLine(Supplier<String> state) {
        this(seconds -> state.get() + ", " + seconds + " s");
    }

    /** @param state the progress in words, of the seconds that have passed */
    ProgressLine(LongFunction<String> state) {
        this.state = state;
        timer = System.console() == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(work -> {
                    var thread = new Thread(work, "progress");
                    thread.setDaemon(true);
                    return thread;
                });
        if (timer != null) {
            timer.scheduleAtFixedRate(this::show, 250, 250, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes a result in place of the line. The time is counted anew from here. */
    synchronized void interrupt(Runnable write) {
        erase();
        write.run();
        began = System.nanoTime();
    }

    private synchronized void show() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        if (seconds > 0) {
            shown = true;
            err.print(ERASE + state.apply(seconds));
            err.flush();
        }
    }

    private void erase() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
        erase();
    }
}
