package dev.sliprovider.prometheus;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;

/** Lets so many pieces of work run at once; the others wait, each share for its fair part. Nobody's thread waits. */
final class InFlightLimit {

    /** One turn: waiting, running, or over. It may be over before it comes to wait. */
    private static final class Turn {
        private enum State {
            WAITING,
            RUNNING,
            OVER
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    }

    /** A turn in the queue, and what begins with it. */
    private record Waiting(Share share, Turn turn, Runnable start) {}

    private final FairQueue<Waiting> waiting = new FairQueue<>();
    private int free;
    private boolean starting;

    InFlightLimit(int limit) {
        this.free = limit;
    }

    /** Runs the work when it is its turn. Cancelled while waiting, it never runs; while running, its place is freed. */
    <T> Uni<T> run(Share share, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            var turn = new Turn();
            return Uni.createFrom()
                    .<Void>emitter(emitter -> enter(new Waiting(share, turn, () -> emitter.complete(null))))
                    .flatMap(ignored -> work)
                    .onTermination()
                    .invoke(() -> leave(share, turn));
        });
    }

    private void enter(Waiting next) {
        synchronized (this) {
            waiting.add(next.share(), next);
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
        for (Waiting next = next(); next != null; next = next()) {
            if (next.turn().state.compareAndSet(Turn.State.WAITING, Turn.State.RUNNING)) {
                next.start().run();
            } else {
                giveBack(next.share());
            }
        }
    }

    private synchronized Waiting next() {
        Waiting next = free > 0 ? waiting.poll().orElse(null) : null;
        if (next == null) {
            starting = false;
        } else {
            free--;
        }
        return next;
    }

    private synchronized void giveBack(Share share) {
        free++;
        waiting.over(share);
    }

    /** A turn that is over while it waits stays in the queue until it is passed over. */
    private void leave(Share share, Turn turn) {
        if (turn.state.getAndSet(Turn.State.OVER) == Turn.State.RUNNING) {
            giveBack(share);
            startWaiting();
        }
    }
}
