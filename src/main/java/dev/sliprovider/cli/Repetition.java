package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import java.time.Duration;
import java.util.Optional;

/**
 * Rounds of one evaluation.
 *
 * @param whole from the first round to the last
 * @param step from one round to the next, at most {@code whole}
 * @param start of all windows, if it is fixed
 * @param timeframe of each window, if it is given and the start is not
 */
record Repetition(Duration whole, Duration step, Optional<String> start, Optional<String> timeframe) {

    /** @return how many rounds there are if none takes longer than a step; the last one is at the end */
    int rounds() {
        long full = whole.dividedBy(step);
        return (int) full + (step.multipliedBy(full).equals(whole) ? 1 : 2);
    }

    /** @return when a round begins, from the first one on; rounds are counted from 1 */
    Duration begins(int round) {
        Duration planned = step.multipliedBy(round - 1L);
        return planned.compareTo(whole) < 0 ? planned : whole;
    }

    /**
     * The round after one: those whose time is over already are left out, except the last.
     *
     * @param took from the beginning of the first round until now
     */
    int after(int round, Duration took) {
        int next = round + 1;
        while (next < rounds()
                && begins(next).compareTo(took) < 0
                && begins(next + 1).compareTo(took) <= 0) {
            next++;
        }
        return next;
    }

    /** @return the window of a round that begins now */
    Window window() {
        return Window.of(Window.Names.OPTIONS, start.orElse(null), null, timeframe.orElse(null));
    }
}
