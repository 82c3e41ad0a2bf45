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
    private boolean starting;

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
            waiting.add(turn);
        }
        startWaiting();
    }

    /** One thread at a time starts turns, in a loop: work that is over at once must not deepen the stack. */
    private void startWaiting() {
        synchronized (this) {
            if (starting) {
                return;
            }
            starting = true;
        }
        for (Turn next = next(); next != null; next = next()) {
            if (next.state.compareAndSet(Turn.State.WAITING, Turn.State.RUNNING)) {
                next.start.run();
            } else {
                giveBack();
            }
        }
    }

    private synchronized Turn next() {
        Turn next = free > 0 ? waiting.poll() : null;
        if (next == null) {
            starting = false;
        } else {
            free--;
        }
        return next;
    }

    private synchronized void giveBack() {
        free++;
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
        giveBack();
        startWaiting();
    }
}
