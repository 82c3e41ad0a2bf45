package dev.sliprovider.cli;

import dev.sliprovider.getsli.Completeness;
import java.time.Duration;
import java.util.function.Consumer;

/** Says that samples are waited for, and for which: one line in a log, a line that is updated on a terminal. */
final class DataWaitProgress implements Consumer<String>, AutoCloseable {

    private final Duration longest;
    private final GateOutput output = new GateOutput();
    private volatile String missing = "";
    private final ProgressLine line = new ProgressLine(() -> missing.isEmpty()
            ? "asking whether the samples of the window are there"
            : "waiting: " + TerminalText.printable(missing));

    /** @param longest wait */
    DataWaitProgress(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void accept(String clause) {
        if (missing.isEmpty()) {
            line.interrupt(
                    () -> output.note("Waiting up to " + longest.toSeconds() + " s for samples: " + clause + "."));
        }
        missing = clause;
    }

    /** Says how long it took, if anything was waited for. */
    void ended(Completeness completeness) {
        if (completeness.isComplete() && !completeness.waited().isZero()) {
            line.interrupt(() -> output.note(
                    "Waited " + completeness.waitedSeconds() + " s until all samples of the window had arrived."));
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
