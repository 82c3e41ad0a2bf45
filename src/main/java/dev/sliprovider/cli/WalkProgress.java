package dev.sliprovider.cli;

import dev.sliprovider.backtest.Lengths;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows on a terminal how many evaluations are done, and how long the others will take. */
final class WalkProgress implements AutoCloseable {

    private static final int CELLS = 24;

    private final AtomicInteger done = new AtomicInteger();
    private final ProgressLine line;

    WalkProgress(int all) {
        this.line = new ProgressLine(seconds -> text(done.get(), all, seconds));
    }

    void step() {
        done.incrementAndGet();
    }

    /** @return such as {@code [####    ] 84 of 336 evaluations, about 12s left} */
    static String text(int done, int all, long seconds) {
        int filled = CELLS * done / all;
        String left = done == 0
                ? ""
                : ", about " + Lengths.of(Duration.ofSeconds(Math.ceilDiv(seconds * (all - done), done))) + " left";
        return "[" + "#".repeat(filled) + " ".repeat(CELLS - filled) + "] " + done + " of " + all + " evaluations"
                + left;
    }

    @Override
    public void close() {
        line.close();
    }
}
