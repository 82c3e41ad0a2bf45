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
 * Limits the number of concurrent queries. The others wait in a fair queue, and no thread is blocked. One slot above the
 * limit is for a project that has no query in flight, because all other queries may hang. A query that timed out keeps its
 * slot for a while, because the server may still work at it. Under pressure the limit is halved, and later doubled again
 * step by step.
 */
final class InFlightLimit {

    /** The states of a query. It may be over before it begins to wait. */
    private static final class Turn {
        private enum State {
            WAITING,
            RUNNING,
            OVER
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    }

    /** A query in the queue, and the action that starts it. */
    private record Waiting(FairShare share, Turn turn, Runnable start) {}

    /** Reports of pressure within this time count as one. */
    private static final long SAME_PRESSURE = Duration.ofSeconds(1).toNanos();
    /** After this time without pressure the limit is doubled. */
    private static final long RELIEF = Duration.ofSeconds(10).toNanos();

    /** Up to this limit there is no extra slot, because it would exceed the limit by too much. */
    private static final int FEW = 4;

    private final FairQueue<Waiting> waiting;
    private final int limit;
    private final LongSupplier nanoTime;
    /** Used slots, including those of queries that timed out. */
    private int running;
    /** Slots of queries that timed out. */
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

    /**
     * Runs a query when it gets a slot. If it is cancelled while it waits, it never runs; if it is cancelled while it runs,
     * it frees its slot.
     */
    <T> Uni<T> run(FairShare share, Uni<T> work) {
        return run(share, work, result -> Duration.ZERO);
    }

    /**
     * Like {@link #run(FairShare, Uni)}.
     *
     * @param keeps the time for which the slot is kept after a result
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

    /** Halves the limit, down to one. @return whether it is lower than before */
    boolean lower() {
        return lower(1);
    }

    /** Halves the limit, down to half of the limit without pressure. @return whether it is lower than before */
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

    /** @return the current limit */
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

    /** One thread at a time starts queries, in a loop: recursion would be deep if queries end at once. */
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

    /** If it throws, other queries can still be started. */
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

    /** The query has ended in this program, but may continue on the server. */
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
