package dev.sliprovider.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What large answers take of the heap while they arrive, from all servers together. When they have all that they may have,
 * they wait for each other; the one that came first never waits, so that there is always one that comes to its end. Small
 * answers, and those are nearly all, are not counted.
 */
final class BodyBudget {

    /** Bytes up to which an answer is not counted; one series has a few hundred. */
    static final int SMALL = 16 * 1024;
    /** For each byte: what has arrived, twice while that grows, and the copy that is parsed. */
    private static final int TIMES = 3;
    /** What arrives before a server notices that it has to wait. */
    private static final int CHUNK = 64 * 1024;
    /** The rest of the heap is for the program itself and for events. */
    private static final int SHARE_OF_HEAP = 3;
    /** However large the answer may be that never waits. */
    private static final int LEAST_SHARE = 16;

    /** Bytes of the heap for all of them. */
    private final long share;
    /** Bytes of the heap for all of them but the first, at least. */
    private final long least;
    /** In the order in which they became large. */
    private final SequencedSet<Body> arriving = new LinkedHashSet<>();

    private long taken;

    private BodyBudget(long share, long least) {
        this.share = share;
        this.least = least;
    }

    /**
     * @param free bytes of the heap that are free for data
     * @return a third of it, the answer that never waits included
     */
    static BodyBudget ofHeap(long free) {
        return new BodyBudget(free / SHARE_OF_HEAP, free / LEAST_SHARE);
    }

    /** @param room bytes of the heap for all of them but the first */
    static BodyBudget of(long room) {
        return new BodyBudget(0, room);
    }

    /**
     * @param most bytes that the answer may have
     * @param resume is run once for each time that it had to wait, by whatever made room; not after its end
     */
    Body begin(long most, Runnable resume) {
        return new Body(most, resume);
    }

    /** One answer that has become large. */
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
         * So much has arrived.
         *
         * @return whether more may arrive; if not, {@code resume} is run when it may
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

        /** It is read, or nobody waits for it any more. May be called more than once. */
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

    /** What the first may take is kept free for it. */
    private long room() {
        return arriving.isEmpty() ? least : Math.max(share - TIMES * arriving.getFirst().most, least);
    }

    /** Each as if a chunk of it had arrived already, else all of them would begin at once. */
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
