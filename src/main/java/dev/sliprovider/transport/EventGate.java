package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventJson;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.task.TaskRunner;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The only entry for events, for every transport. It decodes an event once, finds the tasks and listeners for it, bounds
 * the events in progress, drops duplicates, sets the deadline, runs the tasks and listeners, and reports the result to the
 * transport.
 */
@Singleton
public final class EventGate {

    private static final Logger LOG = Logger.getLogger(EventGate.class);

    /**
     * Called once, on any thread, when all tasks and listeners have ended for an event. Until then the event is in
     * progress.
     */
    public interface Receipt {

        /**
         * All tasks and listeners have succeeded and their answers are delivered, or the event is for none of them. No
         * redelivery is needed.
         */
        void answered();

        /**
         * A task or listener failed, an answer was not delivered, or another delivery is in progress. The event may be
         * redelivered.
         */
        void unanswered();
    }

    /** The number of unanswered events that the log names when the process ends. */
    private static final int MOST_NAMED = 20;

    private final Subscriptions subscriptions;
    private final TaskRunner runner;
    private final Bulkheads bulkheads;
    private final EventRuns runs;
    private final AnswerSender bus;

    /** @param bus sends the answers to events from a transport */
    EventGate(Subscriptions subscriptions, TaskRunner runner, Bulkheads bulkheads, EventRuns runs, AnswerSender bus) {
        this.subscriptions = subscriptions;
        this.runner = runner;
        this.bulkheads = bulkheads;
        this.runs = runs;
        this.bus = bus;
    }

    /**
     * Decodes an event from a transport. An event that cannot be decoded is logged, because its sender cannot be informed.
     *
     * @param json structured JSON, UTF-8
     * @return the event; empty if it cannot be answered and is dropped
     */
    public Optional<KeptnEvent> decode(byte[] json) {
        try {
            return Optional.of(EventFormat.readFromBus(json, subscriptions.heard()::contains));
        } catch (InvalidEventException e) {
            LOG.warnf(
                    "dropped a message that cannot be answered (%s): %s",
                    OneLine.whole(EventJson.outline(json)), OneLine.whole(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Decodes an event that was parsed as a part of a list, see {@link #decode(byte[])}.
     *
     * @param json the event; this method changes it
     */
    public Optional<KeptnEvent> decode(JsonNode json) {
        try {
            return Optional.of(EventFormat.readFromBus(json, subscriptions.heard()::contains));
        } catch (InvalidEventException e) {
            LOG.warnf(
                    "dropped an event that cannot be answered (id %s): %s",
                    OneLine.of(json.path("id").asText()), OneLine.whole(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Decodes an event and accepts it for all tasks and listeners that hear it, see {@link #put(KeptnEvent, int, Receipt)}.
     *
     * @param json structured JSON, UTF-8
     */
    public void put(byte[] json, Receipt receipt) throws InterruptedException {
        Optional<KeptnEvent> event = decode(json);
        if (event.isPresent()) {
            put(event.get(), json.length, receipt);
        } else {
            receipt.answered();
        }
    }

    /**
     * Accepts an event from a transport for all tasks and listeners that hear it. Its deadline starts now. Answers are sent
     * over the chosen {@link Transport}. This method waits while the queue is full, so call it on a thread that may block.
     *
     * @param bytes of the event as received
     * @throws InterruptedException if the thread is interrupted; then the event is not accepted, and the receipt is not
     *     called
     */
    public void put(KeptnEvent event, int bytes, Receipt receipt) throws InterruptedException {
        put(event, bytes, bulkheads.of(event), receipt);
    }

    /**
     * Like {@link #put(KeptnEvent, int, Receipt)}, but for one task or listener only, to which the event was delivered, for
     * example by its own durable consumer. If a task hears the same events, a listener with a full queue does not block
     * this method; then the receipt is {@link Receipt#unanswered}.
     *
     * @param work name of the task or listener
     */
    public void put(KeptnEvent event, int bytes, String work, Receipt receipt) throws InterruptedException {
        List<Recipient> recipients = bulkheads.of(event, work);
        if (bulkheads.isPostponed(event.type(), recipients)) {
            LOG.debugf("event %s is to be delivered again: %s has no room", OneLine.of(event.id()), work);
            receipt.unanswered();
        } else {
            put(event, bytes, recipients, receipt);
        }
    }

    private void put(KeptnEvent event, int bytes, List<Recipient> recipients, Receipt receipt)
            throws InterruptedException {
        List<Subscription> matching = subscriptions.matching(event);
        if (matching.isEmpty()) {
            LOG.debugf("ignored event %s: no subscription is for it", OneLine.of(event.id()));
            receipt.answered();
        } else if (recipients.isEmpty()) {
            runner.ignored(event);
            receipt.answered();
        } else {
            ReceivedEvent received = ReceivedEvent.delivered(SubscriptionIds.add(event, matching), bytes, bus, receipt);
            bulkheads.enter(recipients, bytes);
            runs.begin(received, recipients);
        }
    }

    /** Accepts an event over HTTP, unless the queue is full. */
    Admission offer(ReceivedEvent received) {
        List<Recipient> recipients = bulkheads.of(received.event());
        if (recipients.isEmpty()) {
            runner.ignored(received.event());
            return new Admission.Ignored(whyIgnored(received.event()));
        }
        return bulkheads
                .tryEnter(recipients, received.bytes())
                .<Admission>map(Admission.Refused::new)
                .orElseGet(() -> runs.begin(received, recipients));
    }

    private String whyIgnored(KeptnEvent event) {
        return heard().contains(event.type())
                ? "ignored: events of this type are heard here, but this one is for another integration"
                : "ignored: no task or listener here hears events of this type";
    }

    /** @return the types of events that any task or listener hears; a transport subscribes to each */
    public Set<EventType> heard() {
        return subscriptions.heard();
    }

    /** @return the number of further events of this type that are accepted without waiting */
    public int room(EventType type) {
        return bulkheads.room(type);
    }

    /** @return the number of further events that a task or listener accepts without waiting; 0 for an unknown name */
    public int places(String work) {
        return bulkheads.places(work);
    }

    /**
     * @param id of an event
     * @param work name of the task or listener
     * @return whether the event is in progress in this process, also from another delivery
     */
    public boolean isUnderWay(String id, String work) {
        return runs.isUnderWay(id, work);
    }

    /**
     * The process shuts down: events over HTTP are refused. Events that a transport has already received may still be put.
     */
    public void close() {
        bulkheads.close();
    }

    /** Waits until no event is in progress, at most for {@code sli-provider.events.drain}. */
    public void drain() {
        int left = bulkheads.drain();
        if (left > 0) {
            LOG.errorf(
                    "stopping without the answers of %d events: %s",
                    left, OneLine.whole(String.join(", ", runs.underWay(MOST_NAMED))));
        }
    }
}
