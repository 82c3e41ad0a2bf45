package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventFormat;
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
 * The one way in for events, whatever brings them: it decodes an event once, finds the work that it is for, bounds what is
 * under way, drops duplicates, sets the deadline, runs the work, and says what became of the event.
 */
@Singleton
public final class EventGate {

    private static final Logger LOG = Logger.getLogger(EventGate.class);

    /** Called once, on any thread, when all work for an event has ended; until then the event is under way. */
    public interface Receipt {

        /** All work is done and its answers are out, or there is none; the event needs not to be delivered again. */
        void answered();

        /** Some work failed, or its answer was not taken, or another delivery is under way; it may be delivered again. */
        void unanswered();
    }

    /** How many events without an answer are named at the end of the process. */
    private static final int MOST_NAMED = 20;

    private final Subscriptions subscriptions;
    private final TaskRunner runner;
    private final Bulkheads bulkheads;
    private final EventRuns runs;
    private final AnswerSender bus;

    /** @param bus where answers go to events that a transport has brought */
    EventGate(Subscriptions subscriptions, TaskRunner runner, Bulkheads bulkheads, EventRuns runs, AnswerSender bus) {
        this.subscriptions = subscriptions;
        this.runner = runner;
        this.bulkheads = bulkheads;
        this.runs = runs;
        this.bus = bus;
    }

    /**
     * Decodes an event that a transport has brought. One that cannot be decoded is logged: nobody can be told of it.
     *
     * @param json structured JSON, UTF-8
     * @return the event; nothing if it cannot be answered and is to be dropped
     */
    public Optional<KeptnEvent> decode(byte[] json) {
        try {
            return Optional.of(EventFormat.readFromBus(json, subscriptions.heard()::contains));
        } catch (InvalidEventException e) {
            LOG.warnf(
                    "dropped a message that cannot be answered (%s): %s",
                    OneLine.whole(EventFormat.outline(json)), OneLine.whole(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Decodes an event that was parsed with others, see {@link #decode(byte[])}.
     *
     * @param json the event, which is changed
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
     * Decodes an event and takes it for all work that hears it, see {@link #put(KeptnEvent, int, Receipt)}.
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
     * Takes an event that a transport has brought, for all work that hears it; its time runs from now on. Answers go out
     * over the chosen {@link Transport}. Waits while there is no room, so call it on a thread that may wait.
     *
     * @param bytes of the event as it came
     * @throws InterruptedException if the thread is told to end; the event is not taken then, and the receipt not called
     */
    public void put(KeptnEvent event, int bytes, Receipt receipt) throws InterruptedException {
        put(event, bytes, bulkheads.of(event), receipt);
    }

    /**
     * Like {@link #put(KeptnEvent, int, Receipt)}, but for one work only: the event was delivered for that one, as by a
     * durable consumer of its own. A listener without room is not waited for where a task hears the same events; the
     * receipt is {@link Receipt#unanswered} then.
     *
     * @param work its name
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

    /** Takes an event that came over HTTP, unless there is no room. */
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

    /** @return the types of events that any work hears; each is to be subscribed to */
    public Set<EventType> heard() {
        return subscriptions.heard();
    }

    /** @return how many more events of this type can be taken without waiting */
    public int room(EventType type) {
        return bulkheads.room(type);
    }

    /** @return how many more events a work could take that would not have to wait for others; 0 for an unknown name */
    public int places(String work) {
        return bulkheads.places(work);
    }

    /**
     * @param id of an event
     * @param work its name
     * @return whether the event is under way in this process, also by another delivery
     */
    public boolean isUnderWay(String id, String work) {
        return runs.isUnderWay(id, work);
    }

    /** The process ends: events over HTTP are refused. What a transport has taken already may still be put. */
    public void close() {
        bulkheads.close();
    }

    /** Waits until nothing is under way any more, as long as {@code sli-provider.events.drain} allows. */
    public void drain() {
        int left = bulkheads.drain();
        if (left > 0) {
            LOG.errorf(
                    "stopping without the answers of %d events: %s",
                    left, OneLine.whole(String.join(", ", runs.underWay(MOST_NAMED))));
        }
    }
}
