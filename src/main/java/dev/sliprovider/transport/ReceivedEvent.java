package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import dev.sliprovider.waiting.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A received event in the gate. Its receipt is called when the last task or listener for it has ended. */
final class ReceivedEvent {

    /** For a client that gets its response before the work begins. */
    private static final EventGate.Receipt NOBODY = new EventGate.Receipt() {
        @Override
        public void answered() {
            // No client waits.
        }

        @Override
        public void unanswered() {
            // No client waits.
        }
    };

    private final KeptnEvent event;
    private final int bytes;
    private final AnswerSender answers;
    private final EventGate.Receipt receipt;
    private final Optional<Duration> longest;
    /** On the clock of {@link System#nanoTime()}. */
    private final long receivedAt = System.nanoTime();

    /** The number of runs that have not ended, plus one until the gate has started all of them. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicBoolean isWhole = new AtomicBoolean(true);
    private volatile Duration applied = Duration.ZERO;

    private ReceivedEvent(
            KeptnEvent event, int bytes, AnswerSender answers, EventGate.Receipt receipt, Optional<Duration> longest) {
        this.event = event;
        this.bytes = bytes;
        this.answers = answers;
        this.receipt = receipt;
        this.longest = longest;
    }

    /** @return an event from a transport; a duplicate is not answered again */
    static ReceivedEvent delivered(KeptnEvent event, int bytes, AnswerSender answers, EventGate.Receipt receipt) {
        return new ReceivedEvent(event, bytes, answers, receipt, Optional.empty());
    }

    /** @return an event over HTTP whose answers are sent elsewhere; a duplicate is not answered again */
    static ReceivedEvent published(KeptnEvent event, int bytes, AnswerSender answers) {
        return new ReceivedEvent(event, bytes, answers, NOBODY, Optional.empty());
    }

    /**
     * @param longest time that the client waits for the response at most
     * @return an event whose answer is the HTTP response; every request gets one, also a duplicate
     */
    static ReceivedEvent replied(KeptnEvent event, int bytes, ResponseCollector reply, Optional<Duration> longest) {
        return new ReceivedEvent(event, bytes, reply, reply, longest);
    }

    KeptnEvent event() {
        return event;
    }

    int bytes() {
        return bytes;
    }

    AnswerSender answers() {
        return answers;
    }

    /** @return whether a duplicate is answered again */
    boolean isReplied() {
        return answers instanceof ResponseCollector;
    }

    /** @return the deadline of work that may take this time, counted from the receipt of the event */
    Deadline deadline(Duration time) {
        Duration limit = longest.filter(most -> most.compareTo(time) < 0).orElse(time);
        applied = limit.compareTo(applied) > 0 ? limit : applied;
        return new Deadline(receivedAt + limit.toNanos());
    }

    /** @return the longest time of the deadlines that were handed out, if the client limits the time that it waits */
    Optional<Duration> applied() {
        return longest.map(bounded -> applied);
    }

    /** A run is started. */
    void begin() {
        open.incrementAndGet();
    }

    /** A run failed, or another delivery of the event is being handled: this delivery does not count as answered. */
    void fail() {
        isWhole.set(false);
    }

    /**
     * A run has ended, or the gate has started all runs.
     *
     * @return whether all runs have ended; then the receipt has been called
     */
    boolean end() {
        if (open.decrementAndGet() > 0) {
            return false;
        }
        if (isWhole.get()) {
            receipt.answered();
        } else {
            receipt.unanswered();
        }
        return true;
    }
}
