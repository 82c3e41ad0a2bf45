package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds duplicates, because an event may be delivered more than once (contract §2.7). It remembers all events in progress
 * and a bounded number of finished ones, for each task or listener.
 */
@Singleton
final class Deduplication {

    /** The knowledge about an event when it arrives. */
    enum Known {
        /** The event is new: its work begins. */
        NOTHING,
        /** The work is in progress. */
        UNDER_WAY,
        /** The work is done. */
        DONE
    }

    private final RecentIds recent;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Deduplication(EventsConfig config) {
        this.recent = new RecentIds(config.remembered(), config.rememberedFor());
    }

    /** Marks the work for an event as in progress, if the event is new. */
    synchronized Known begin(String id, String work) {
        String key = key(id, work);
        boolean isUnderWay = underWay.contains(key);
        if (!isUnderWay && recent.add(key)) {
            underWay.add(key);
            return Known.NOTHING;
        }
        return isUnderWay ? Known.UNDER_WAY : Known.DONE;
    }

    /** The work is done: another delivery of the event is a duplicate. */
    void done(String id, String work) {
        underWay.remove(key(id, work));
    }

    /** The work failed, or its answer was not delivered: another delivery of the event begins it anew. */
    synchronized void forget(String id, String work) {
        recent.remove(key(id, work));
        underWay.remove(key(id, work));
    }

    /** @return whether the work is new; it counts as done from now on */
    boolean remember(String id, String work) {
        return recent.add(key(id, work));
    }

    boolean isUnderWay(String id, String work) {
        return underWay.contains(key(id, work));
    }

    /** @return name of the work and id of the event, separated by a blank, of at most this number in progress */
    List<String> underWay(int most) {
        return underWay.stream().limit(most).sorted().toList();
    }

    /** The separator is a blank, which names of work cannot contain. */
    private static String key(String id, String work) {
        return work + " " + id;
    }
}
