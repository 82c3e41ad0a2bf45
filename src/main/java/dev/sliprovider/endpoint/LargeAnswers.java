package dev.sliprovider.endpoint;

import io.quarkus.runtime.configuration.MemorySize;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets only so many large answers be read at once that the heap holds them, from all servers together; the next one waits,
 * and its server with it. Small ones, and that is nearly all of them, pass.
 */
final class LargeAnswers {

    /** Bytes up to which an answer needs no turn; one series has a few hundred. */
    static final int SMALL = 16 * 1024;
    /** While it is read: what has come, twice while that grows, and the copy that is parsed. */
    private static final int TIMES = 3;
    /** The others are for the program itself and for events. */
    private static final int SHARE_OF_HEAP = 3;

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    /** @param places how many are read at once, at least 1 */
    LargeAnswers(int places) {
        this.free = places;
    }

    /** @return as many places as fit into a third of the heap, at least one */
    static LargeAnswers within(long heap, MemorySize largest) {
        long places = heap / SHARE_OF_HEAP / TIMES / Math.max(SMALL, largest.asLongValue());
        return new LargeAnswers((int) Math.clamp(places, 1, 1_000));
    }

    /** One answer. */
    final class Turn {
        private final Runnable begin;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private boolean isTaken;

        private Turn(Runnable begin) {
            this.begin = begin;
        }

        /** The answer is read, or nobody waits for it any more; harmless if it is said twice. */
        void end() {
            if (isOver.compareAndSet(false, true)) {
                next(this);
            }
        }
    }

    /** @param begin is run when there is room, now or later, by whoever makes it; not if the turn has ended by then */
    Turn enter(Runnable begin) {
        var turn = new Turn(begin);
        synchronized (this) {
            if (free == 0) {
                waiting.add(turn);
                return turn;
            }
            free--;
            turn.isTaken = true;
        }
        begin.run();
        return turn;
    }

    private void next(Turn ended) {
        Turn next;
        synchronized (this) {
            if (!ended.isTaken) {
                waiting.remove(ended);
                return;
            }
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
            next.isTaken = true;
        }
        next.begin.run();
    }
}
