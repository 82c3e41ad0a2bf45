package dev.sliprovider.getsli;

import java.time.Duration;
import java.util.function.Consumer;

/** Reports a wait for data when it begins, and then now and then: every report is an event that Keptn stores. */
final class WaitReport implements Consumer<String> {

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Consumer<String> progress;
    private long next = System.nanoTime();

    /** @param progress gets the sentences */
    WaitReport(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void accept(String clause) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + BETWEEN.toNanos();
            progress.accept("Waiting until the samples of the window have arrived: " + clause + ".");
        }
    }
}
