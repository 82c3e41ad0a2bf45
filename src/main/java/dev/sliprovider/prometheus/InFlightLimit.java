package dev.sliprovider.prometheus;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Lets so many pieces of work run at once; the others wait, each share for its fair part. Nobody's thread waits. Under
 * pressure it lets fewer run, and step by step more again.
 */
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
    private record Waiting(FairShare share, Turn turn, Runnable start) {}

    /** All that is said of pressure within this time is one word of it. */
    private static final long ONE_WORD = Duration.ofSeconds(1).toNanos();
    /** After so long without pressure twice as many may run. */
    private static final long RELIEF = Duration.ofSeconds(10).toNanos();

    private final FairQueue<Waiting> waiting = new FairQueue<>();
    private final int limit;
    private final LongSupplier nanoTime;
    private int running;
    private int lowered;
    private long loweredAt;
    private boolean starting;

    InFlightLimit(int limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.lowered = limit;
        this.nanoTime = nanoTime;
    }

    /** Runs the work when it is its turn. Cancelled while waiting, it never runs; while running, its place is freed. */
    <T> Uni<T> run(FairShare share, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            var turn = new Turn();
            return Uni.createFrom()
                    .<Void>emitter(emitter -> enter(new Waiting(share, turn, () -> emitter.complete(null))))
                    .flatMap(ignored -> work)
                    .onTermination()
                    .invoke(() -> leave(share, turn));
        });
    }

    /** @return whether fewer may run than before: half as many, at least one */
    synchronized boolean lower() {
        long now = nanoTime.getAsLong();
        if (lowered < limit && now - loweredAt < ONE_WORD) {
            return false;
        }
        lowered = Math.max(1, allowed() / 2);
        loweredAt = now;
        return lowered < limit;
    }

    /** @return how many may run now */
    synchronized int allowed() {
        if (lowered == limit) {
            return limit;
        }
        long steps = (nanoTime.getAsLong() - loweredAt) / RELIEF;
        return steps > Integer.SIZE ? limit : (int) Math.min(limit, (long) lowered << steps);
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
                start(next);
            } else {
                giveBack(next.share());
            }
        }
    }

    /** Whatever happens, others can be started afterwards. */
    private void start(Waiting next) {
        boolean isStarted = false;
        try {
            next.start().run();
            isStarted = true;
        } finally {
            if (!isStarted) {
                synchronized (this) {
                    starting = false;
                }
            }
        }
    }

    private synchronized Waiting next() {
        Waiting next = running < allowed() ? waiting.poll().orElse(null) : null;
        if (next == null) {
            starting = false;
        } else {
            running++;
        }
        return next;
    }

    private synchronized void giveBack(FairShare share) {
        running--;
        waiting.over(share);
    }

    /** A turn that is over while it waits stays in the queue until it is passed over. */
    private void leave(FairShare share, Turn turn) {
        if (turn.state.getAndSet(Turn.State.OVER) == Turn.State.RUNNING) {
            giveBack(share);
            startWaiting();
        }
    }
}
