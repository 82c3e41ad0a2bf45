package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.task.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * The places of one task or listener: how many events it handles at the same time, and how many events wait. Slow work
 * cannot use the places of other work. {@link Bulkheads} guards all access.
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
     * @param most events that are handled at the same time
     * @param mostWaiting further events from a bus that may wait
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

    /** @return the time from the receipt of an event until its work is cancelled */
    Duration deadline() {
        return deadline;
    }

    /** @return the cause for a refusal when all places are taken, as a phrase */
    String refusal() {
        String limit = work.maxInFlight().isPresent() ? "the limit of " + name() : "sli-provider.events.max-in-flight";
        return most + " events are being worked on (" + limit + ")";
    }

    /** @return how many more events can be handled now */
    int places() {
        return Math.max(0, most - taken);
    }

    /** @return how many more events can be accepted, to be handled now or to wait */
    int room() {
        return most + mostWaiting - taken;
    }

    /** @return whether no event is handled or waits */
    boolean isIdle() {
        return taken == 0;
    }

    void take() {
        taken++;
    }

    /** Returns the place of an event that turned out to be a duplicate. */
    void giveBack() {
        taken--;
    }

    /** Adds a run at the end of the queue, see {@link #next}. */
    void add(Runnable run) {
        waiting.add(run);
    }

    /** A run has ended. */
    void end() {
        taken--;
        running--;
    }

    /** @return whether the caller has to start runs until {@link #next} returns none; false while another thread does so */
    boolean beginsStarting() {
        boolean begins = !isStarting;
        isStarting = true;
        return begins;
    }

    /** @return the next run, if one waits and may start now */
    Optional<Runnable> next() {
        if (running >= most || waiting.isEmpty()) {
            isStarting = false;
            return Optional.empty();
        }
        running++;
        return Optional.of(waiting.remove());
    }
}
