package dev.sliprovider.prometheus;

import dev.sliprovider.waiting.Deadline;
import java.time.Duration;

/**
 * The queries of one event, so that an event with many of them leaves room for one with few. Each event has its own share,
 * even if two events are equal.
 */
public final class FairShare {

    /** The fraction of its time after which an event has priority over younger events. */
    private static final int PATIENCE = 4;

    private final String project;
    private final Deadline deadline;
    private final long oldAt;

    /**
     * @param project of the event; all projects get the same number of queries
     * @param deadline of the event
     */
    public FairShare(String project, Deadline deadline) {
        this.project = project;
        this.deadline = deadline;
        this.oldAt = System.nanoTime() + deadline.left().toNanos() / PATIENCE;
    }

    String project() {
        return project;
    }

    Deadline deadline() {
        return deadline;
    }

    /** @return whether a quarter of the time of the event is over, so that it may end without all of its values */
    boolean isOld(long nanoTime) {
        return nanoTime - oldAt >= 0;
    }

    /** @return whether a wait of this length ends before the deadline of the event */
    boolean leaves(Duration wait) {
        return deadline.leaves(wait);
    }
}
