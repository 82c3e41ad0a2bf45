package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Shows the number of known indicators on a terminal. */
final class IndicatorProgress implements Consumer<IndicatorValue>, AutoCloseable {

    private final AtomicInteger known = new AtomicInteger();
    private volatile long expected;
    private final ProgressLine line = new ProgressLine(() -> known + " of " + expected + " indicators known");

    void expect(long values) {
        expected = values;
    }

    @Override
    public void accept(IndicatorValue value) {
        known.incrementAndGet();
    }

    @Override
    public void close() {
        line.close();
    }
}
