package dev.sliprovider.prometheus;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/** Lets so many pieces of work run at once; the others wait in the order of their coming. Nobody's thread waits. */
final class InFlightLimit {

    /** One turn: waiting, running, or over. */
    private static final class Turn {
        private enum State {
            WAITING,
            RUNNING,
            OVER
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private final Runnable start;

        Turn(Runnable start) {
            this.start = start;
        }
    }

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int free;

    InFlightLimit(int limit) {
        this.free = limit;
    }

    /** Runs the work when it is its turn. Cancelled while waiting, it never runs; while running, its place is freed. */
    <T> Uni<T> run(Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            var turn = new AtomicReference<Turn>();
            Uni<T> queued = Uni.createFrom()
                    .<Void>emitter(emitter -> {
                        turn.set(new Turn(() -> emitter.complete(null)));
                        enter(turn.get());
                    })
                    .flatMap(ignored -> work);
            return queued.onTermination().invoke(() -> leave(turn.get()));
        });
    }

    private void enter(Turn turn) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(turn);
                return;
            }
            free--;
        }
        begin(turn);
    }

    private void begin(Turn turn) {
        if (turn.state.compareAndSet(Turn.State.WAITING, Turn.State.RUNNING)) {
            turn.start.run();
        } else {
            release();
        }
    }

    private void leave(Turn turn) {
        if (turn == null) {
            return;
        }
        switch (turn.state.getAndSet(Turn.State.OVER)) {
            case RUNNING -> release();
            case WAITING -> forget(turn);
            case OVER -> {}
        }
    }

    private synchronized void forget(Turn turn) {
        waiting.remove(turn);
    }

    private void release() {
        Turn next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            begin(next);
        }
    }
}
