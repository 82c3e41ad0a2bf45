package dev.sliprovider.transport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The bytes of all bodies that have begun to arrive over HTTP and are no events yet. Clients that send the beginning of
 * large bodies and stop leave room for small ones, as events usually are.
 */
@Singleton
final class ArrivingBytes {

    /** Bytes up to which a body is small. */
    static final int SMALL = 16 * 1024;
    /** Of the heap, for large bodies; small ones may use as much again. */
    private static final int SHARE_OF_HEAP = 16;

    private final long most;
    private long taken;

    /** @param config one event of the largest size can always arrive */
    @Inject
    ArrivingBytes(EventsConfig config) {
        this(Math.max(
                Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
                2 * config.maxSize().asLongValue()));
    }

    ArrivingBytes(long most) {
        this.most = most;
    }

    /**
     * @param bytes more of a body
     * @param whole bytes of this body so far, these included
     * @return whether there is room for them; if not, they do not count
     */
    synchronized boolean take(int bytes, int whole) {
        long bound = whole <= SMALL ? 2 * most : most;
        if (taken + bytes > bound) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** @param bytes that were taken before */
    synchronized void giveBack(int bytes) {
        taken -= bytes;
    }
}
