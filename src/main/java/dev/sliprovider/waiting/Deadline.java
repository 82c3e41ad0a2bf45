package dev.sliprovider.waiting;

import java.time.Duration;

/**
 * The instant by which an answer must be out. Time is budgeted once, at receipt; every wait below asks what is left.
 *
 * @param nanoTime the instant, on the clock of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** @return a deadline that far from now */
    public static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** @return a deadline that is so much earlier */
    public Deadline earlier(Duration by) {
        return new Deadline(nanoTime - by.toNanos());
    }

    /** @return which of two deadlines comes first, as a comparator does; the clock has no zero */
    public static int compare(Deadline one, Deadline other) {
        return Long.signum(one.nanoTime - other.nanoTime);
    }

    /** @return the time left, never negative */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** @return the shorter of {@code wanted} and the time left, at least one millisecond so that it can be waited for */
    public Duration atMost(Duration wanted) {
        Duration left = left();
        Duration shorter = left.compareTo(wanted) < 0 ? left : wanted;
        return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
    }

    /** @return whether a wait of this length would end before the deadline */
    public boolean leaves(Duration wait) {
        return left().compareTo(wait) > 0;
    }
}
