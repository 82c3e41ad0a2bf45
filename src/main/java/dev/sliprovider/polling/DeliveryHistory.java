package dev.sliprovider.polling;

import dev.sliprovider.waiting.Backoff;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events were delivered, as far as they are remembered, and which of them have to be delivered again. */
final class DeliveryHistory {

    private static final int MOST_REMEMBERED = 20_000;
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** What happens to an event that was not answered. */
    enum Fate {
        /** It will be {@link #due} after a pause. */
        RETRIED,
        /** It will be due after a pause, as after the delivery before. */
        RETRIED_AGAIN,
        /** It is not delivered any more. */
        GIVEN_UP
    }

    /** The deliveries of one event. */
    private static final class Deliveries {
        private final long firstAt = System.nanoTime();
        private int count;
        private boolean isRefusedForGood;
        /** The event, if it is to be delivered once more, else null. */
        private StoredEvent next;

        private Feed feed;
        private long nextAt;
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
     * @param patience how long an event that is not answered is delivered again
     */
    DeliveryHistory(Duration pause, Duration patience) {
        this.backoff = new Backoff(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, LONGEST_PAUSE);
        this.patience = patience;
    }

    synchronized boolean isNew(String id) {
        return !byId.containsKey(id);
    }

    /** The event is delivered, or needs no delivery. */
    synchronized void add(String id) {
        Deliveries known = byId.computeIfAbsent(id, added -> new Deliveries());
        known.count++;
        known.next = null;
    }

    /** Keptn refuses the answer to the event, and would refuse it again. */
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
        known.nextAt =
                System.nanoTime() + backoff.pause(Math.max(1, known.count)).toNanos();
        known.next = event;
        known.feed = feed;
        return known.count > 1 ? Fate.RETRIED_AGAIN : Fate.RETRIED;
    }

    /** @return the events of a feed that are to be delivered once more by now */
    synchronized List<StoredEvent> due(Feed feed) {
        return byId.values().stream()
                .filter(known -> known.next != null && feed.equals(known.feed))
                .filter(known -> System.nanoTime() - known.nextAt >= 0)
                .map(known -> known.next)
                .toList();
    }
}
