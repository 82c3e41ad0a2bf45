package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Says on a terminal how many indicators are known of how many. */
final class KnownIndicators implements Consumer<IndicatorValue>, AutoCloseable {

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
