package dev.sliprovider.getsli;

import dev.sliprovider.diagnosis.NewestSample;
import dev.sliprovider.diagnosis.WatchedSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the samples of one selector have come. */
sealed interface SelectorState {

    /** All that is needed is there. */
    record Arrived() implements SelectorState {}

    /**
     * Samples are still missing.
     *
     * @param newest sample that is there
     * @param since when it was first seen, on the clock of {@link System#nanoTime()}
     */
    record Behind(Instant newest, long since) implements SelectorState {}

    /**
     * Samples are missing, and none arrives any more.
     *
     * @param newest sample that is there
     */
    record Ended(Instant newest) implements SelectorState {}

    /** There is no series now. */
    record Absent() implements SelectorState {}

    /**
     * The server does not say.
     *
     * @param cause half a sentence
     */
    record Unknown(String cause) implements SelectorState {}

    /**
     * @param before the state that was known, if there was one
     * @param newest what the server says now; empty without series
     * @param now on the clock of {@link System#nanoTime()}
     */
    static SelectorState of(
            WatchedSelector selector, Optional<SelectorState> before, Optional<NewestSample> newest, long now) {
        if (newest.isEmpty()) {
            return new Absent();
        }
        Instant at = newest.get().at();
        if (!at.isBefore(selector.needed())) {
            return new Arrived();
        }
        if (before.isPresent() && before.get() instanceof Behind(Instant seen, long since) && seen.equals(at)) {
            boolean isOver =
                    Duration.ofNanos(now - since).compareTo(newest.get().patience()) > 0;
            return isOver ? new Ended(at) : new Behind(at, since);
        }
        return new Behind(at, now);
    }
}
