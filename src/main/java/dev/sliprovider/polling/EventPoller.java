package dev.sliprovider.polling;

import dev.sliprovider.transport.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Delivers the events of the datastore that are not answered yet: each event once, also across restarts of the process. */
final class EventPoller {

    /** Events are not stored in the order of their times, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** How many events of one project are looked up at the same time. */
    private static final int AT_ONCE = 8;

    private static final Logger LOG = Logger.getLogger(EventPoller.class);

    private final Datastore datastore;
    private final Inbox inbox;
    private final Runnable onRead;
    private final Instant beginning;
    /** For each project the time to read from. It follows the times of the events, not the clock of this machine. */
    private final Map<String, Instant> readFrom = new ConcurrentHashMap<>();

    private final DeliveryHistory history;
    private boolean open = true;

    /** @param onRead is run when the events of a project were read */
    EventPoller(PollingConfig config, Datastore datastore, Inbox inbox, Runnable onRead) {
        this.onRead = onRead;
        this.beginning = Instant.now().minus(config.lookBack()).truncatedTo(ChronoUnit.SECONDS);
        this.history = new DeliveryHistory(config.interval(), config.lookBack());
        this.datastore = datastore;
        this.inbox = inbox;
    }

    /** @return events with an earlier time are ignored */
    Instant beginning() {
        return beginning;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Delivers nothing any more. */
    synchronized void close() {
        open = false;
    }

    /** Keptn refuses the answer to this event, and would refuse it again. */
    void refusedForGood(String id) {
        history.refusedForGood(id);
    }

    /** Delivers the new events of a project, oldest first. Fails with {@link Pages.UnreadableException}. */
    Uni<Void> poll(String project) {
        return datastore
                .triggered(project, readFrom.getOrDefault(project, beginning), history::isNew)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(onRead)
                .flatMap(triggered -> Multi.createFrom()
                        .iterable(candidates(project, triggered.newestFirst()))
                        .group()
                        .intoLists()
                        .of(AT_ONCE)
                        .onItem()
                        .transformToUniAndConcatenate(events -> deliverUnanswered(project, events))
                        .collect()
                        .asList()
                        .invoke(taken -> {
                            if (triggered.isWhole() && !taken.contains(false)) {
                                triggered.newest().ifPresent(newest -> advance(project, newest));
                            }
                        }))
                .replaceWithVoid();
    }

    /** @return events that are due for a further delivery, then new ones */
    private Collection<StoredEvent> candidates(String project, List<StoredEvent> newestFirst) {
        var events = new LinkedHashMap<String, StoredEvent>();
        history.due(project).forEach(event -> events.put(event.id(), event));
        newestFirst.reversed().forEach(event -> events.putIfAbsent(event.id(), event));
        return new ArrayList<>(events.values());
    }

    /** @return whether all are dealt with; without room they are read again later */
    private Uni<Boolean> deliverUnanswered(String project, List<StoredEvent> events) {
        if (!isOpen() || inbox.room() == 0) {
            return Uni.createFrom().item(false);
        }
        List<Uni<Boolean>> lookups = events.stream()
                .map(event -> datastore.isAnswered(project, event.context(), event.id()))
                .toList();
        return Uni.join()
                .all(lookups)
                .andFailFast()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(areAnswered -> {
                    boolean areDone = true;
                    for (int i = 0; i < events.size(); i++) {
                        areDone &= deliver(project, events.get(i), areAnswered.get(i));
                    }
                    return areDone;
                });
    }

    private synchronized boolean deliver(String project, StoredEvent event, boolean isAnswered) {
        if (isAnswered) {
            history.add(event);
            return true;
        }
        if (!open || inbox.room() == 0) {
            return false;
        }
        try {
            history.add(event);
            inbox.put(event.json(), receipt(project, event));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Inbox.Receipt receipt(String project, StoredEvent event) {
        return new Inbox.Receipt() {
            @Override
            public void answered() {
                // The history remembers the delivery.
            }

            @Override
            public void unanswered() {
                switch (history.retry(project, event)) {
                    case RETRIED -> LOG.warnf("event %s of project %s is not answered; retrying", event.id(), project);
                    case RETRIED_AGAIN ->
                        LOG.debugf("event %s of project %s is still not answered", event.id(), project);
                    case GIVEN_UP ->
                        LOG.warnf(
                                "event %s of project %s is not answered; this was the last attempt",
                                event.id(), project);
                }
            }
        };
    }

    private void advance(String project, Instant newest) {
        Instant start = earlier(newest, Instant.now()).minus(OVERLAP);
        if (start.isAfter(readFrom.getOrDefault(project, beginning))) {
            readFrom.put(project, start);
        }
    }

    /** An event with a time in the future must not hide events that are sent until then. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
