package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.transport.Deduplication.Known;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The one way in for events, whatever brings them: it decodes an event once, finds the work that it is for, bounds what is
 * under way, leaves out duplicates, sets the deadline, runs the work, and says what became of the event.
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

    private final Subscriptions subscriptions;
    private final TaskRunner runner;
    private final Bulkheads bulkheads;
    private final Deduplication known;
    private final AnswerSender bus;

    /** @param bus where answers go to events that a transport has brought */
    EventGate(
            Subscriptions subscriptions,
            TaskRunner runner,
            Bulkheads bulkheads,
            Deduplication known,
            AnswerSender bus) {
        this.subscriptions = subscriptions;
        this.runner = runner;
        this.bulkheads = bulkheads;
        this.known = known;
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
            LOG.warnf("dropped a message that cannot be answered (%s): %s", EventFormat.outline(json), e.getMessage());
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
            LOG.warnf("dropped an event that cannot be answered (id %s): %s", json.path("id"), e.getMessage());
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
     * durable consumer of its own.
     *
     * @param work its name
     */
    public void put(KeptnEvent event, int bytes, String work, Receipt receipt) throws InterruptedException {
        List<Bulkhead> wanted = bulkheads.of(event).stream()
                .filter(bulkhead -> bulkhead.work().name().equals(work))
                .toList();
        put(event, bytes, wanted, receipt);
    }

    private void put(KeptnEvent event, int bytes, List<Bulkhead> wanted, Receipt receipt) throws InterruptedException {
        List<Subscription> matching = subscriptions.matching(event);
        if (matching.isEmpty()) {
            LOG.debugf("ignored event %s: no subscription is for it", event.id());
            receipt.answered();
        } else if (wanted.isEmpty()) {
            runner.ignored(event);
            receipt.answered();
        } else {
            SubscriptionIds.add(event, matching);
            bulkheads.enter(wanted, bytes);
            begin(Arrival.delivered(event, bytes, bus, receipt), wanted);
        }
    }

    /** Takes an event that came over HTTP, unless there is no room. */
    Admission offer(Arrival arrival) {
        List<Bulkhead> wanted = bulkheads.of(arrival.event());
        if (wanted.isEmpty()) {
            runner.ignored(arrival.event());
            return new Admission.Ignored();
        }
        return bulkheads
                .tryEnter(wanted, arrival.bytes())
                .<Admission>map(Admission.Refused::new)
                .orElseGet(() -> begin(arrival, wanted));
    }

    private Admission begin(Arrival arrival, List<Bulkhead> wanted) {
        boolean isBegun = false;
        for (Bulkhead bulkhead : wanted) {
            switch (arrival.isReplied()
                    ? Known.NOTHING
                    : known.begin(arrival.event().id(), bulkhead.name())) {
                case NOTHING -> {
                    isBegun = true;
                    start(arrival, bulkhead);
                }
                case UNDER_WAY -> {
                    arrival.fail();
                    bulkheads.giveBack(bulkhead);
                }
                case DONE -> bulkheads.giveBack(bulkhead);
            }
        }
        end(arrival);
        return isBegun ? new Admission.Admitted() : new Admission.Duplicate();
    }

    private void start(Arrival arrival, Bulkhead bulkhead) {
        Deadline deadline = arrival.deadline(bulkhead.deadline());
        arrival.begin();
        bulkheads.start(bulkhead, () -> runner.run(bulkhead.work(), arrival.event(), deadline, arrival.answers())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> bulkheads.end(bulkhead))
                .subscribe()
                .with(done -> done(arrival, bulkhead), failure -> failed(arrival, bulkhead, failure)));
    }

    private void done(Arrival arrival, Bulkhead bulkhead) {
        if (!arrival.isReplied()) {
            known.done(arrival.event().id(), bulkhead.name());
        }
        end(arrival);
    }

    private void failed(Arrival arrival, Bulkhead bulkhead, Throwable failure) {
        LOG.debugf(failure, "event %s is not answered by %s", arrival.event().id(), bulkhead.name());
        if (!arrival.isReplied()) {
            known.forget(arrival.event().id(), bulkhead.name());
        }
        arrival.fail();
        end(arrival);
    }

    private void end(Arrival arrival) {
        boolean isLast = true;
        try {
            isLast = arrival.end();
        } finally {
            if (isLast) {
                bulkheads.leave(arrival.bytes());
            }
        }
    }

    /**
     * An answer that was meant as a reply is published instead, because the client is gone.
     *
     * @return whether it may be: if no answer of this task to this event was published before
     */
    boolean mayPublish(KeptnEvent answer) {
        return known.remember(answer.triggeredid().orElse(""), answer.type().task());
    }

    /** An answer was published instead of replied, but nobody took it. */
    void forget(KeptnEvent answer) {
        known.forget(answer.triggeredid().orElse(""), answer.type().task());
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
        return known.isUnderWay(id, work);
    }

    /** @return whether the process goes on */
    boolean isOpen() {
        return bulkheads.isOpen();
    }

    /** The process ends: events over HTTP are refused. What a transport has taken already may still be put. */
    public void close() {
        bulkheads.close();
    }

    /** Waits until nothing is under way any more, as long as {@code sli-provider.events.drain} allows. */
    public void drain() {
        bulkheads.drain();
    }
}
