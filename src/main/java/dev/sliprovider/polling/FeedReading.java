package dev.sliprovider.polling;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.settings.HeapShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects the events of one feed to deliver, within a part of the heap. Used by one thread at a time. */
final class FeedReading {

    /** The JSON of the events that one poll of one feed collects may fill a thirty-second of the free heap. */
    private static final int SHARE_OF_HEAP = 32;

    private final DeliveryHistory history;
    private final Function<Pages.Entry, Optional<KeptnEvent>> decoder;
    private final long mostSize = HeapShare.of(SHARE_OF_HEAP);
    private final List<StoredEvent> events = new ArrayList<>();
    private Optional<Instant> newest = Optional.empty();
    private long size;

    /** @param decoder logs an event that is not valid, and returns nothing for it */
    FeedReading(DeliveryHistory history, Function<Pages.Entry, Optional<KeptnEvent>> decoder) {
        this.history = history;
        this.decoder = decoder;
    }

    /** @return whether there is room for more; false leaves this and older events to the next poll */
    boolean take(Pages.Entry entry) {
        String id = StoredEvent.id(entry.json());
        Optional<Instant> time = StoredEvent.time(entry.json());
        if (!id.isEmpty() && history.isWanted(id)) {
            if (size >= mostSize) {
                return false;
            }
            size += entry.size();
            decoder.apply(entry)
                    .ifPresentOrElse(
                            event -> events.add(new StoredEvent(event, time.orElse(Instant.EPOCH), (int) entry.size())),
                            () -> history.add(id));
        }
        newest = time.filter(known -> newest.isEmpty() || known.isAfter(newest.get()))
                .or(() -> newest);
        return true;
    }

    /** @return the events to deliver, newest first; an event may occur twice */
    List<StoredEvent> newestFirst() {
        return List.copyOf(events);
    }

    /** @return the latest time of all events that were read */
    Optional<Instant> newest() {
        return newest;
    }
}
