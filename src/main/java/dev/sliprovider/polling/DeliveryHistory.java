package dev.sliprovider.polling;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events were handed over, the newest of them only, and which of those have to be again. */
final class DeliveryHistory {

    private static final int MOST = 20_000;
    private static final int ATTEMPTS = 3;
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** What becomes of an event that was not answered. */
    enum Fate {
        /** It will be among {@link #again} after a pause. */
        TRIED_AGAIN,
        /** The same, and that was said before. */
        TRIED_ON,
        /** It is left alone. */
        GIVEN_UP
    }

    /** One event that was handed over. */
    private static final class Event {
        private final long firstAt = System.nanoTime();
        private int attempts;
        private boolean isRefusedForGood;
        /** Of an event that is to be handed over once more, else null. */
        private StoredEvent again;

        private String project;
        private long againAt;
    }

    private final Duration pause;
    private final Duration patience;
    private final Map<String, Event> events = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Event> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param pause before an event is handed over a second time; doubled for each further time
     * @param patience how long an event that is not answered is handed over again
     */
    DeliveryHistory(Duration pause, Duration patience) {
        this.pause = pause;
        this.patience = patience;
    }

    synchronized boolean isNew(String id) {
        return !events.containsKey(id);
    }

    /** The event is handed over, or needs not to be. */
    synchronized void add(StoredEvent event) {
        Event known = events.computeIfAbsent(event.id(), id -> new Event());
        known.attempts++;
        known.again = null;
    }

    /** Keptn refuses the answer to the event, and will do so again. */
    synchronized void refusedForGood(String id) {
        Event known = events.get(id);
        if (known != null) {
            known.isRefusedForGood = true;
        }
    }

    /** The event was not answered. */
    synchronized Fate retry(String project, StoredEvent event) {
        Event known = events.computeIfAbsent(event.id(), id -> new Event());
        boolean isTooLate = known.isRefusedForGood || System.nanoTime() - known.firstAt > patience.toNanos();
        if (known.attempts >= ATTEMPTS && isTooLate) {
            return Fate.GIVEN_UP;
        }
        long doubled = pause.toMillis() << Math.clamp(known.attempts - 1, 0, MOST_DOUBLINGS);
        known.againAt = System.nanoTime()
                + Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE.toMillis())).toNanos();
        known.again = event;
        known.project = project;
        return known.attempts > 1 ? Fate.TRIED_ON : Fate.TRIED_AGAIN;
    }

    /** @return what is to be handed over once more by now */
    synchronized List<StoredEvent> again(String project) {
        return events.values().stream()
                .filter(event -> event.again != null && project.equals(event.project))
                .filter(event -> System.nanoTime() - event.againAt >= 0)
                .map(event -> event.again)
                .toList();
    }
}
