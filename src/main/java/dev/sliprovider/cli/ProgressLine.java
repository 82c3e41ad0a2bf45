package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** On a terminal, and if it takes longer than a second, says how far the work is. */
final class ProgressLine implements Consumer<IndicatorValue>, AutoCloseable {

    private static final String ERASE = "\r\033[K";

    private final PrintStream err = System.err;
    private final long began = System.nanoTime();
    private final AtomicInteger known = new AtomicInteger();
    private final ScheduledExecutorService timer;
    private volatile long expected;
    private volatile boolean shown;

    ProgressLine() {
        timer = System.console() == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(work -> {
                    var thread = new Thread(work, "progress");
                    thread.setDaemon(true);
                    return thread;
                });
        if (timer != null) {
            timer.scheduleAtFixedRate(this::show, 1000, 250, TimeUnit.MILLISECONDS);
        }
    }

    void expect(long values) {
        expected = values;
    }

    @Override
    public void accept(IndicatorValue value) {
        known.incrementAndGet();
    }

    private void show() {
        shown = true;
        err.print(ERASE + known + " of " + expected + " indicators known, "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
        err.flush();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
        if (shown) {
            err.print(ERASE);
            err.flush();
        }
    }
}
