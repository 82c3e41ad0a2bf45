package dev.sliprovider.endpoint;

import io.quarkus.runtime.configuration.MemorySize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What large answers take of the heap while they come, from all servers together. When they have all that they may have,
 * they wait for each other; the one that came first never waits, so that there is always one that comes to its end. Small
 * ones, and that is nearly all of them, are not counted.
 */
final class LargeAnswers {

    /** Bytes up to which an answer is not counted; one series has a few hundred. */
    static final int SMALL = 16 * 1024;
    /** For each byte: what has come, twice while that grows, and the copy that is parsed. */
    private static final int TIMES = 3;
    /** What comes before somebody hears that he has to wait. */
    private static final int CHUNK = 64 * 1024;
    /** The others are for the program itself and for events. */
    private static final int SHARE_OF_HEAP = 3;
    /** However large an answer may be that needs no leave. */
    private static final int LEAST_SHARE = 16;

    private final long room;
    /** In the order in which they became large. */
    private final SequencedSet<Answer> coming = new LinkedHashSet<>();

    private long taken;

    /** @param room bytes of the heap for all of them but the first */
    LargeAnswers(long room) {
        this.room = room;
    }

    /** @return for a third of the heap, with the one that never waits */
    static LargeAnswers within(long heap, MemorySize largest) {
        return new LargeAnswers(Math.max(heap / SHARE_OF_HEAP - TIMES * largest.asLongValue(), heap / LEAST_SHARE));
    }

    /** @param goOn is run once for each time that it had to wait, by whoever made room; not after its end */
    Answer begin(Runnable goOn) {
        return new Answer(goOn);
    }

    /** One answer that has become large. */
    final class Answer {
        private final Runnable goOn;
        private long size;
        private boolean isWaiting;
        private boolean isOver;

        private Answer(Runnable goOn) {
            this.goOn = goOn;
        }

        /**
         * So much has come.
         *
         * @return whether more may come; if not, it is told when it may
         */
        boolean take(int bytes) {
            synchronized (LargeAnswers.this) {
                if (isOver) {
                    return true;
                }
                coming.add(this);
                size += (long) TIMES * bytes;
                taken += (long) TIMES * bytes;
                isWaiting = taken > room && coming.getFirst() != this;
                return !isWaiting;
            }
        }

        /** It is read, or nobody waits for it any more; harmless if it is said twice. */
        void end() {
            List<Answer> next;
            synchronized (LargeAnswers.this) {
                isOver = true;
                if (!coming.remove(this)) {
                    return;
                }
                taken -= size;
                next = next();
            }
            next.forEach(answer -> answer.goOn.run());
        }
    }

    /** Each as if a chunk of it had come already, else all of them would begin at once. */
    private List<Answer> next() {
        var next = new ArrayList<Answer>();
        long left = room - taken;
        for (Answer answer : coming) {
            if (left <= 0 && answer != coming.getFirst()) {
                break;
            }
            if (answer.isWaiting) {
                answer.isWaiting = false;
                next.add(answer);
                left -= TIMES * CHUNK;
            }
        }
        return next;
    }
}
