package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.task.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * The places of one work: how many events it works on at once and how many wait for that, so that slow work cannot take
 * the places of another. Guarded by {@link Bulkheads}.
 */
final class Bulkhead {

    private final Work work;
    private final Set<EventType> heard;
    private final Duration deadline;
    private final int most;
    private final int mostWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int taken;
    private int running;
    private boolean isStarting;

    /**
     * @param most events that are worked on at once
     * @param mostWaiting events of a bus that wait beyond those
     */
    Bulkhead(Work work, Duration deadline, int most, int mostWaiting) {
        this.work = work;
        this.heard = Set.copyOf(work.hears());
        this.deadline = deadline;
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    Work work() {
        return work;
    }

    boolean hears(EventType type) {
        return heard.contains(type);
    }

    /** @return the name of the work */
    String name() {
        return work.name();
    }

    /** @return the time from the receipt of an event until its work is given up */
    Duration deadline() {
        return deadline;
    }

    /** @return why an event is refused when all places are taken, for people */
    String refusal() {
        String limit = work.maxInFlight().isPresent() ? "the limit of " + name() : "sli-provider.events.max-in-flight";
        return most + " events are being worked on (" + limit + ")";
    }

    /** @return how many events could be worked on at once */
    int places() {
        return Math.max(0, most - taken);
    }

    /** @return how many events could be taken, to be worked on or to wait */
    int room() {
        return most + mostWaiting - taken;
    }

    /** @return whether no event is worked on or waits */
    boolean isIdle() {
        return taken == 0;
    }

    void take() {
        taken++;
    }

    /** An event that took a place is a duplicate. */
    void giveBack() {
        taken--;
    }

    /** A run starts when its turn comes, see {@link #next}. */
    void add(Runnable run) {
        waiting.add(run);
    }

    /** A run has ended. */
    void end() {
        taken--;
        running--;
    }

    /** @return whether the caller is to start runs until {@link #next} has none; nobody else does so until then */
    boolean beginsStarting() {
        boolean begins = !isStarting;
        isStarting = true;
        return begins;
    }

    /** @return the run to start next, if there is one and it may start now */
    Optional<Runnable> next() {
        if (running >= most || waiting.isEmpty()) {
            isStarting = false;
            return Optional.empty();
        }
        running++;
        return Optional.of(waiting.remove());
    }
}
