package dev.sliprovider.waiting;

import java.time.Duration;

/**
 * The instant by which an answer must be sent. It is set once, when the event arrives; every wait is bounded by the time
 * left.
 *
 * @param nanoTime the instant, on the clock of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** @return a deadline after this time from now */
    public static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** @return a deadline that is earlier by this time */
    public Deadline earlier(Duration by) {
        return new Deadline(nanoTime - by.toNanos());
    }

    /**
     * @return the order of two deadlines, as a comparator returns it; the clock has no zero, so the difference is
     *     compared
     */
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
