package dev.sliprovider.backtest;

import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Windows of the past, one after each other. Each ends at a whole multiple of the distance since 1970 in UTC, so that the
 * same windows are evaluated whenever the program runs.
 *
 * @param last end of the newest window
 * @param every distance of the ends
 * @param count how many windows
 * @param length of each window
 */
public record Schedule(Instant last, Duration every, int count, Duration length) {

    /** More windows would take hours. */
    public static final int MOST = 5_000;

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * @param end no window ends after it
     * @param whole how far the ends reach back
     * @param every distance of the ends, at least a minute
     * @param length of each window
     * @throws IllegalArgumentException naming the option at fault
     */
    public static Schedule of(Instant end, Duration whole, Duration every, Duration length) {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("--every " + Lengths.of(every) + " is too short; give 1m or more");
        }
        if (every.compareTo(whole) > 0) {
            throw new IllegalArgumentException("--every " + Lengths.of(every) + " is longer than --for "
                    + Lengths.of(whole) + ", so that nothing would be evaluated; shorten it, or lengthen --for");
        }
        long count = whole.dividedBy(every);
        if (count > MOST) {
            throw new IllegalArgumentException("--for " + Lengths.of(whole) + " --every " + Lengths.of(every) + " are "
                    + count + " evaluations, and at most " + MOST + " are made; evaluate less often, such as --every "
                    + Lengths.of(rounded(whole.dividedBy(MOST))) + ", or shorten --for");
        }
        long seconds = every.toSeconds();
        Instant last = Instant.ofEpochSecond(Math.floorDiv(end.getEpochSecond(), seconds) * seconds);
        return new Schedule(last, every, (int) count, length);
    }

    private static Duration rounded(Duration length) {
        return Duration.ofMinutes(length.toMinutes() + 1);
    }

    /** @return the windows, oldest first */
    public List<Timeframe> windows() {
        return LongStream.range(0, count)
                .mapToObj(i -> last.minus(every.multipliedBy(count - 1 - i)))
                .map(end -> new Timeframe(end.minus(length), end))
                .toList();
    }

    /** @return the end of the oldest window */
    public Instant first() {
        return last.minus(every.multipliedBy(count - 1L));
    }
}
