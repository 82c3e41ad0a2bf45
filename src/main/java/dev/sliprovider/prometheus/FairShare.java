package dev.sliprovider.prometheus;

import dev.sliprovider.waiting.Deadline;
import java.time.Duration;

/**
 * The queries of one event, so that an event with many of them leaves room for one with few. Two events never have the
 * same share, even if they are equal.
 */
public final class FairShare {

    /** Part of its time that an event may wait before it goes before younger ones. */
    private static final int PATIENCE = 4;

    private final String project;
    private final Deadline deadline;
    private final long oldAt;

    /**
     * @param project whose shares together get as much as those of any other project
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
