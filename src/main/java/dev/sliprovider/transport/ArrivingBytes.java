package dev.sliprovider.transport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Counts the bytes of all unfinished request bodies. Clients that send a part of a large body and stop do not use the
 * memory for small bodies, and most events are small.
 */
@Singleton
final class ArrivingBytes {

    /** The maximum size of a small body, in bytes. */
    static final int SMALL = 16 * 1024;
    /** The divisor of the heap that gives the memory for large bodies; small bodies may use the same amount in addition. */
    private static final int SHARE_OF_HEAP = 16;

    private final long most;
    private long taken;

    /** @param config with the maximum size of an event, for which there is always memory */
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
     * @param bytes size of a further part of a body
     * @param whole size of this body so far, including the further part
     * @return whether there is memory for them; if not, they are not counted
     */
    synchronized boolean take(int bytes, int whole) {
        long bound = whole <= SMALL ? 2 * most : most;
        if (taken + bytes > bound) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** @param bytes that were counted before */
    synchronized void giveBack(int bytes) {
        taken -= bytes;
    }
}
