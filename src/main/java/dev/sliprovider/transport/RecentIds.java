package dev.sliprovider.transport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers a bounded number of ids for a limited time; the newest ids replace the oldest. */
final class RecentIds {

    private final Map<String, Long> forgottenAt;
    private final long nanos;

    RecentIds(int most, Duration time) {
        this.nanos = time.toNanos();
        this.forgottenAt = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > most || eldest.getValue() - System.nanoTime() < 0;
            }
        };
    }

    /** @return whether the id is new; it is known from now on */
    synchronized boolean add(String id) {
        Long until = forgottenAt.get(id);
        if (until != null && until - System.nanoTime() > 0) {
            return false;
        }
        forgottenAt.remove(id);
        forgottenAt.put(id, System.nanoTime() + nanos);
        return true;
    }

    synchronized void remove(String id) {
        forgottenAt.remove(id);
    }
}
