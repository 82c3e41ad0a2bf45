package dev.sliprovider.plot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis of time, in UTC.
 *
 * @param from lower end, in seconds since 1970
 * @param to upper end, after the lower one
 */
public record TimeScale(long from, long to) implements Scale {

    private static final int MOST_TICKS = 12;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    /** Distances of the marks: their times are those of a clock or of a calendar. */
    private static final long[] STEPS = {
        60, 300, 900, 1800, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY, 91 * DAY, 364 * DAY
    };

    private static final DateTimeFormatter OF_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OF_TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);

    @Override
    public double share(double value) {
        return (value - from) / (to - from);
    }

    @Override
    public List<Tick> ticks() {
        long step = step();
        DateTimeFormatter format = step < DAY ? OF_TIME : OF_DAY;
        long first = Math.ceilDiv(from, step);
        return LongStream.rangeClosed(first, to / step)
                .map(number -> number * step)
                .mapToObj(time -> new Tick(time, format.format(Instant.ofEpochSecond(time))))
                .toList();
    }

    private long step() {
        for (long step : STEPS) {
            if ((to - from) / step <= MOST_TICKS) {
                return step;
            }
        }
        return Math.ceilDiv(to - from, MOST_TICKS * DAY) * DAY;
    }
}
