package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which work was done for which event, because an event may be delivered more than once (contract §2.7): those
 * that are being worked on, however short the memory is, and a bounded number of those that were.
 */
@Singleton
final class Deduplication {

    /** What is known of an event when it arrives. */
    enum Known {
        /** Nothing: the work begins. */
        NOTHING,
        /** The work is being done. */
        UNDER_WAY,
        /** The work was done. */
        DONE
    }

    private final RecentIds recent;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Deduplication(EventsConfig config) {
        this.recent = new RecentIds(config.remembered(), config.rememberedFor());
    }

    /** Begins the work for an event, if nothing is known of it. */
    synchronized Known begin(String id, String work) {
        String key = key(id, work);
        boolean isUnderWay = underWay.contains(key);
        if (!isUnderWay && recent.add(key)) {
            underWay.add(key);
            return Known.NOTHING;
        }
        return isUnderWay ? Known.UNDER_WAY : Known.DONE;
    }

    /** The work is done: if the event is delivered again, it is not done again. */
    void done(String id, String work) {
        underWay.remove(key(id, work));
    }

    /** The work failed, or its answer was not taken: if the event is delivered again, it is done again. */
    synchronized void forget(String id, String work) {
        recent.remove(key(id, work));
        underWay.remove(key(id, work));
    }

    /** @return whether the work was not done before; from now on it was */
    boolean remember(String id, String work) {
        return recent.add(key(id, work));
    }

    boolean isUnderWay(String id, String work) {
        return underWay.contains(key(id, work));
    }

    /** @return work and event, separated by a blank, of at most so many that are being worked on */
    List<String> underWay(int most) {
        return underWay.stream().limit(most).sorted().toList();
    }

    /** A blank separates them: no name of a work has one. */
    private static String key(String id, String work) {
        return work + " " + id;
    }
}
