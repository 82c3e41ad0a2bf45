package dev.sliprovider.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When something stood between a sender and the program, or between the program and who hears its answers. */
final class Outages {

    private record Outage(Instant begin, Instant end) {}

    private final List<Outage> all = new ArrayList<>();

    /** From now until {@link #end}. */
    synchronized void begin(Instant now) {
        all.add(new Outage(now, Instant.MAX));
    }

    /** The one that began last is over; there is one, or nothing happens. */
    synchronized void end(Instant now) {
        if (!all.isEmpty() && all.getLast().end().equals(Instant.MAX)) {
            all.add(new Outage(all.removeLast().begin(), now));
        }
    }

    /**
     * From when on the time of an event counts.
     *
     * @param sent when it was sent
     * @param life how long it is under way at most, when nothing is wrong
     * @param recovery time after an outage until all is again as if it had not been
     */
    synchronized Instant deliverable(Instant sent, Duration life, Duration recovery) {
        Instant from = sent;
        for (Outage outage : all) {
            if (outage.end().equals(Instant.MAX)) {
                return outage.begin().isBefore(from.plus(life)) ? Instant.MAX.minus(Duration.ofDays(1)) : from;
            }
            Instant recovered = outage.end().plus(recovery);
            if (outage.begin().isBefore(from.plus(life)) && recovered.isAfter(from)) {
                from = recovered;
            }
        }
        return from;
    }

    /** @return when the one began that is not over, or else now */
    synchronized Instant reachableUntil(Instant now) {
        return !all.isEmpty() && all.getLast().end().equals(Instant.MAX)
                ? all.getLast().begin()
                : now;
    }

    /** Whether one was there at any moment of this time. */
    synchronized boolean touch(Instant begin, Instant end) {
        return all.stream()
                .anyMatch(outage -> outage.begin().isBefore(end) && outage.end().isAfter(begin));
    }
}
