package dev.sliprovider.polling;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.Listener;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.Work;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.transport.EventGate;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Delivers stored events to the tasks that have not answered them, and to listeners. */
final class EventDelivery {

    private static final Logger LOG = Logger.getLogger(EventDelivery.class);
    /** Time that the shutdown waits for a delivery, which may wait for a place in a queue. */
    private static final long PATIENCE_SECONDS = 1;

    private final Datastore datastore;
    private final EventGate gate;
    private final WorkRegistry works;
    private final DeliveryHistory history;
    /** Held during a delivery, so that a concurrent delivery does not use the place that this one has found. */
    private final ReentrantLock delivering = new ReentrantLock();

    private volatile boolean open = true;

    EventDelivery(PollingConfig config, Datastore datastore, EventGate gate, WorkRegistry works) {
        this.datastore = datastore;
        this.gate = gate;
        this.works = works;
        this.history = new DeliveryHistory(config.interval(), config.lookBack());
    }

    DeliveryHistory history() {
        return history;
    }

    boolean isOpen() {
        return open;
    }

    /** Begins no further delivery, and waits at most a second for the one in progress. */
    void close() {
        open = false;
        try {
            if (delivering.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                delivering.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether events of this feed can be delivered without waiting */
    boolean hasRoom(Feed feed) {
        return isOpen() && gate.room(feed.type()) > 0;
    }

    /** @return the sources of the answers to this event; without a request if no task hears the event */
    Uni<Set<String>> answeredBy(Feed feed, StoredEvent stored) {
        KeptnEvent event = stored.event();
        return hearing(feed).stream().noneMatch(Task.class::isInstance)
                ? Uni.createFrom().item(Set.of())
                : datastore.answeredBy(
                        feed.project(),
                        event.shkeptncontext().orElse(""),
                        event.type().finished(),
                        event.id());
    }

    private List<Work> hearing(Feed feed) {
        return works.all().stream()
                .filter(work -> work.hears().contains(feed.type()))
                .toList();
    }

    /**
     * Delivers an event to the tasks that have not answered it and to listeners. This method may block.
     *
     * @param answeredBy sources of its answers
     * @return whether the event needs no further poll; false if the queue is full, and the event is then read again
     */
    boolean deliver(Feed feed, StoredEvent stored, Set<String> answeredBy) {
        delivering.lock();
        try {
            return deliverAlone(feed, stored, answeredBy);
        } finally {
            delivering.unlock();
        }
    }

    private boolean deliverAlone(Feed feed, StoredEvent stored, Set<String> answeredBy) {
        List<Work> unanswered = hearing(feed).stream()
                .filter(work -> isUnanswered(work, answeredBy))
                .toList();
        if (unanswered.isEmpty()) {
            history.add(stored.id());
            return true;
        }
        if (!hasRoom(feed)) {
            return false;
        }
        history.add(stored.id());
        try {
            for (Work work : unanswered) {
                gate.put(stored.event(), stored.size(), work.name(), receipt(feed, stored));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** No answer shows whether a listener has handled an event, so it gets the event again after a restart. */
    private static boolean isUnanswered(Work work, Set<String> answeredBy) {
        return switch (work) {
            case Task task -> !answeredBy.contains(task.source().toString());
            case Listener listener -> true;
        };
    }

    private EventGate.Receipt receipt(Feed feed, StoredEvent stored) {
        return new EventGate.Receipt() {
            @Override
            public void answered() {
                // The history remembers the delivery.
            }

            @Override
            public void unanswered() {
                String id = OneLine.of(stored.id());
                switch (history.retry(feed, stored)) {
                    case RETRIED -> LOG.warnf("event %s of project %s is not answered; retrying", id, feed.project());
                    case RETRIED_AGAIN ->
                        LOG.debugf("event %s of project %s is still not answered", id, feed.project());
                    case GIVEN_UP ->
                        LOG.warnf(
                                "event %s of project %s is not answered; this was the last attempt",
                                id, feed.project());
                }
            }
        };
    }
}
