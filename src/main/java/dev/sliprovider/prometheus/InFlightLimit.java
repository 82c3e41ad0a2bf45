package dev.sliprovider.prometheus;

import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Bounds how many queries run at once; the others wait, each event for its fair share. One place above the bound is
 * for a project that has no query in flight, because all others may hang. A query that was given up keeps its place for a while, because the server may still work at it.
 * No thread is blocked. Under pressure the bound is halved, and doubled again step by step.
 */
final class InFlightLimit {

    /** One query: waiting, running, or over. It may be over before it begins to wait. */
    private static final class Turn {
        private enum State {
            WAITING,
            RUNNING,
            OVER
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    }

    /** A query in the queue, and what starts it. */
    private record Waiting(FairShare share, Turn turn, Runnable start) {}

    /** Reports of pressure within this time count as one. */
    private static final long SAME_PRESSURE = Duration.ofSeconds(1).toNanos();
    /** After this time without pressure the bound is doubled. */
    private static final long RELIEF = Duration.ofSeconds(10).toNanos();

    /** Up to this bound, a further place would exceed it by too much. */
    private static final int FEW = 4;

    private final FairQueue<Waiting> waiting;
    private final int limit;
    private final LongSupplier nanoTime;
    /** Places that are taken, those of queries that were given up included. */
    private int running;
    /** Places of queries that were given up. */
    private int givenUp;

    private int lowered;
    private long loweredAt;
    private boolean starting;

    InFlightLimit(int limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.lowered = limit;
        this.nanoTime = nanoTime;
        this.waiting = new FairQueue<>(nanoTime);
    }

    /** Runs the work when it gets a slot. Cancelled while waiting, it never runs; cancelled while running, it frees its slot. */
    <T> Uni<T> run(FairShare share, Uni<T> work) {
        return run(share, work, result -> Duration.ZERO);
    }

    /**
     * Like {@link #run(FairShare, Uni)}.
     *
     * @param keeps how long the slot is kept after this result
     */
    <T> Uni<T> run(FairShare share, Uni<T> work, Function<T, Duration> keeps) {
        return Uni.createFrom().deferred(() -> {
            var turn = new Turn();
            return Uni.createFrom()
                    .<Void>emitter(emitter -> enter(new Waiting(share, turn, () -> emitter.complete(null))))
                    .flatMap(ignored -> work)
                    .onItem()
                    .invoke(result -> keep(share, turn, keeps.apply(result)))
                    .onTermination()
                    .invoke(() -> leave(share, turn));
        });
    }

    /** Halves the bound, down to one. @return whether it is lower now than before */
    boolean lower() {
        return lower(1);
    }

    /** Halves the bound, down to half of what is allowed without pressure. @return whether it is lower now than before */
    boolean lowerToHalf() {
        return lower(Math.max(1, limit / 2));
    }

    private synchronized boolean lower(int least) {
        long now = nanoTime.getAsLong();
        if (lowered < limit && now - loweredAt < SAME_PRESSURE) {
            return false;
        }
        int before = allowed();
        lowered = Math.max(Math.min(least, before), before / 2);
        loweredAt = now;
        return lowered < before;
    }

    /** @return the bound that holds now */
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

    /** One thread at a time starts queries, in a loop: work that ends at once must not deepen the stack. */
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

    /** If this throws, other queries can still be started. */
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
        Waiting next = poll().orElse(null);
        if (next == null) {
            starting = false;
        } else {
            running++;
        }
        return next;
    }

    private Optional<Waiting> poll() {
        int bound = allowed();
        if (running < bound) {
            return waiting.poll();
        }
        int forIdle = bound > FEW ? bound + 1 : bound;
        return running - givenUp < forIdle ? waiting.pollIdle() : Optional.empty();
    }

    /** The query has ended here and may go on there. */
    private void keep(FairShare share, Turn turn, Duration time) {
        if (time.isPositive() && turn.state.compareAndSet(Turn.State.RUNNING, Turn.State.OVER)) {
            synchronized (this) {
                givenUp++;
            }
            Timeouts.clock().schedule(() -> free(share), time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void free(FairShare share) {
        synchronized (this) {
            givenUp--;
        }
        giveBack(share);
        startWaiting();
    }

    private synchronized void giveBack(FairShare share) {
        running--;
        waiting.over(share);
    }

    /** A query that is cancelled while it waits stays in the queue until it is skipped. */
    private void leave(FairShare share, Turn turn) {
        if (turn.state.getAndSet(Turn.State.OVER) == Turn.State.RUNNING) {
            giveBack(share);
            startWaiting();
        }
    }
}
