package dev.sliprovider.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Bounds the heap that large response bodies use while they arrive, for all servers together. When the budget is used up,
 * bodies wait for each other; the first one never waits, so that at least one always finishes. Small bodies are not
 * counted; nearly all bodies are small.
 */
final class BodyBudget {

    /** Bytes up to which a body is not counted; one series has a few hundred. */
    static final int SMALL = 16 * 1024;
    /**
     * Bytes of heap for each byte of a body: the chunks that arrived, the array that they are copied into, and the
     * copy for the parser.
     */
    private static final int TIMES = 3;
    /** Bytes that arrive before a server notices that it has to pause. */
    private static final int CHUNK = 64 * 1024;
    /** The rest of the heap is for the program itself and for events. */
    private static final int SHARE_OF_HEAP = 3;
    /** Minimum budget, independent of the size of the body that never waits. */
    private static final int LEAST_SHARE = 16;

    /** Bytes of heap for all bodies. */
    private final long share;
    /** Minimum bytes of heap for all bodies except the first. */
    private final long least;
    /** The large bodies, in the order in which they became large. */
    private final SequencedSet<Body> arriving = new LinkedHashSet<>();

    private long taken;

    private BodyBudget(long share, long least) {
        this.share = share;
        this.least = least;
    }

    /**
     * @param free bytes of the heap that are free for data
     * @return a budget of a third of it, including the body that never waits
     */
    static BodyBudget ofHeap(long free) {
        return new BodyBudget(free / SHARE_OF_HEAP, free / LEAST_SHARE);
    }

    /** @param room bytes of heap for all bodies except the first */
    static BodyBudget of(long room) {
        return new BodyBudget(0, room);
    }

    /**
     * @param most maximum bytes of the body
     * @param resume run once after each pause, by the thread that made room; never after the end of the body
     */
    Body begin(long most, Runnable resume) {
        return new Body(most, resume);
    }

    /** A body that has become large. */
    final class Body {
        private final long most;
        private final Runnable resume;
        private long size;
        private boolean isWaiting;
        private boolean isOver;

        private Body(long most, Runnable resume) {
            this.most = most;
            this.resume = resume;
        }

        /**
         * More bytes have arrived.
         *
         * @return whether more bytes may arrive now; otherwise {@code resume} is run later
         */
        boolean take(int bytes) {
            synchronized (BodyBudget.this) {
                if (isOver) {
                    return true;
                }
                arriving.add(this);
                size += (long) TIMES * bytes;
                taken += (long) TIMES * bytes;
                isWaiting = taken > room() && arriving.getFirst() != this;
                return !isWaiting;
            }
        }

        /** The body has been read, or is not needed any more. May be called more than once. */
        void end() {
            List<Body> next;
            synchronized (BodyBudget.this) {
                isOver = true;
                if (!arriving.remove(this)) {
                    return;
                }
                taken -= size;
                next = next();
            }
            next.forEach(body -> body.resume.run());
        }
    }

    /** The maximum of the first body stays reserved for it. */
    private long room() {
        return arriving.isEmpty() ? least : Math.max(share - TIMES * arriving.getFirst().most, least);
    }

    /** Counts one chunk more for each body, because otherwise all of them would resume together. */
    private List<Body> next() {
        var next = new ArrayList<Body>();
        long left = room() - taken;
        for (Body body : arriving) {
            if (left <= 0 && body != arriving.getFirst()) {
                break;
            }
            if (body.isWaiting) {
                body.isWaiting = false;
                next.add(body);
                left -= TIMES * CHUNK;
            }
        }
        return next;
    }
}
