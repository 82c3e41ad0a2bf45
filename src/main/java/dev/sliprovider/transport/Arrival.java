package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import dev.sliprovider.waiting.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An event on its way through the gate. Its receipt is called when the last work for it has ended. */
final class Arrival {

    /** For a client that has its reply before the work begins. */
    private static final EventGate.Receipt NOBODY = new EventGate.Receipt() {
        @Override
        public void answered() {
            // Nobody waits.
        }

        @Override
        public void unanswered() {
            // Nobody waits.
        }
    };

    private final KeptnEvent event;
    private final int bytes;
    private final AnswerSender answers;
    private final EventGate.Receipt receipt;
    private final Optional<Duration> longest;
    /** On the clock of {@link System#nanoTime()}. */
    private final long receivedAt = System.nanoTime();

    /** Runs that have not ended, and one for the gate until all are started. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicBoolean isWhole = new AtomicBoolean(true);
    private volatile Duration applied = Duration.ZERO;

    private Arrival(
            KeptnEvent event, int bytes, AnswerSender answers, EventGate.Receipt receipt, Optional<Duration> longest) {
        this.event = event;
        this.bytes = bytes;
        this.answers = answers;
        this.receipt = receipt;
        this.longest = longest;
    }

    /** @return an event that a transport has brought; a duplicate is not answered again */
    static Arrival delivered(KeptnEvent event, int bytes, AnswerSender answers, EventGate.Receipt receipt) {
        return new Arrival(event, bytes, answers, receipt, Optional.empty());
    }

    /** @return an event over HTTP whose answers are published; a duplicate is not answered again */
    static Arrival published(KeptnEvent event, int bytes, AnswerSender answers) {
        return new Arrival(event, bytes, answers, NOBODY, Optional.empty());
    }

    /**
     * @param longest how long the client waits for the answer at most
     * @return an event whose answer is a reply; a client that asks twice gets two
     */
    static Arrival replied(KeptnEvent event, int bytes, HttpReply reply, Optional<Duration> longest) {
        return new Arrival(event, bytes, reply, reply, longest);
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
        return answers instanceof HttpReply;
    }

    /** @return the deadline of a work that may take so long from the receipt of the event on, which was when this was made */
    Deadline deadline(Duration time) {
        Duration limit = longest.filter(most -> most.compareTo(time) < 0).orElse(time);
        applied = limit.compareTo(applied) > 0 ? limit : applied;
        return new Deadline(receivedAt + limit.toNanos());
    }

    /** @return how long the client waits at most, if it asked for a bound: the longest of the deadlines given out */
    Optional<Duration> applied() {
        return longest.map(bounded -> applied);
    }

    /** One more run is started. */
    void begin() {
        open.incrementAndGet();
    }

    /** The event is not answered, or not by this delivery. */
    void fail() {
        isWhole.set(false);
    }

    /** A run has ended, or all are started. @return whether it was the last; the receipt was called then */
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
