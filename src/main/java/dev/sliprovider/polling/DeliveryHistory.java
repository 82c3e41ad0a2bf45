package dev.sliprovider.polling;

import dev.sliprovider.waiting.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which events were delivered, and which of them have to be delivered again. The number of events is bounded. */
final class DeliveryHistory {

    private static final int MOST_REMEMBERED = 20_000;
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The next step for an event that was not answered. */
    enum Fate {
        /** It is delivered again after a pause; this is its first failure. */
        RETRIED,
        /** It is delivered again after a pause; it has failed before. */
        RETRIED_AGAIN,
        /** It is not delivered again. */
        GIVEN_UP
    }

    /** The deliveries of one event. */
    private static final class Deliveries {
        private final long firstAt = System.nanoTime();
        private int count;
        private boolean isRefusedForGood;
        /** The next delivery, if one is due now or later. */
        private Optional<FurtherDelivery> next = Optional.empty();
    }

    /**
     * A further delivery of an event. The event itself is not kept, because there may be many large ones; it is read again.
     *
     * @param feed from which the event is read again
     * @param eventTime time of the event
     * @param nanoTime when it is due, see {@link System#nanoTime()}
     */
    private record FurtherDelivery(Feed feed, Instant eventTime, long nanoTime) {
        boolean isDue() {
            return System.nanoTime() - nanoTime >= 0;
        }
    }

    private final Backoff backoff;
    private final Duration patience;
    private final Map<String, Deliveries> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deliveries> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param pause before an event is delivered a second time, at least a millisecond
     * @param patience time for which an event without an answer is delivered again
     */
    DeliveryHistory(Duration pause, Duration patience) {
        this.backoff = new Backoff(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, LONGEST_PAUSE);
        this.patience = patience;
    }

    /** @return whether the event has to be delivered: it is new, or a further delivery is due */
    synchronized boolean isWanted(String id) {
        Deliveries known = byId.get(id);
        return known == null || known.next.filter(FurtherDelivery::isDue).isPresent();
    }

    /** The event is delivered now, or needs no delivery. */
    synchronized void add(String id) {
        Deliveries known = byId.computeIfAbsent(id, added -> new Deliveries());
        known.count++;
        known.next = Optional.empty();
    }

    /** Keptn rejects the answer to the event, so another delivery is useless. */
    synchronized void refusedForGood(String id) {
        Deliveries known = byId.get(id);
        if (known != null) {
            known.isRefusedForGood = true;
        }
    }

    /** The event was not answered. */
    synchronized Fate retry(Feed feed, StoredEvent event) {
        Deliveries known = byId.computeIfAbsent(event.id(), id -> new Deliveries());
        boolean isTooLate = known.isRefusedForGood || System.nanoTime() - known.firstAt > patience.toNanos();
        if (known.count >= ATTEMPTS && isTooLate) {
            return Fate.GIVEN_UP;
        }
        Duration pause = backoff.pause(Math.max(1, known.count));
        known.next = Optional.of(new FurtherDelivery(feed, event.time(), System.nanoTime() + pause.toNanos()));
        return known.count > 1 ? Fate.RETRIED_AGAIN : Fate.RETRIED;
    }

    /** @return the earliest time of the events of a feed whose further delivery is due; empty if none is due */
    synchronized Optional<Instant> earliestDue(Feed feed) {
        return byId.values().stream()
                .flatMap(known -> known.next.stream())
                .filter(next -> next.feed().equals(feed) && next.isDue())
                .map(FurtherDelivery::eventTime)
                .min(Comparator.naturalOrder());
    }
}
