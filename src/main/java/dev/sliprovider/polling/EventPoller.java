package dev.sliprovider.polling;

import dev.sliprovider.transport.EventGate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Delivers the events of the datastore that are not answered yet, each event once, also across restarts of the process. */
final class EventPoller {

    /** Events are not stored in the order of their times, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** Number of concurrent requests for the answers to the events of one feed. */
    private static final int AT_ONCE = 8;

    private final Datastore datastore;
    private final EventGate gate;
    private final EventDelivery delivery;
    private final Runnable onRead;
    private final Instant beginning;
    /** The time from which each feed is read. It follows the times of the events, not the clock of this machine. */
    private final Map<Feed, Instant> readFrom = new ConcurrentHashMap<>();

    private final DeliveryHistory history;

    /** @param onRead run after the events of a feed were read */
    EventPoller(PollingConfig config, Datastore datastore, EventGate gate, EventDelivery delivery, Runnable onRead) {
        this.onRead = onRead;
        this.beginning = Instant.now().minus(config.lookBack()).truncatedTo(ChronoUnit.SECONDS);
        this.history = delivery.history();
        this.datastore = datastore;
        this.gate = gate;
        this.delivery = delivery;
    }

    /** @return events with an earlier time are ignored */
    Instant beginning() {
        return beginning;
    }

    /**
     * Delivers the new events of a project, oldest first. A type of events that cannot be read does not prevent the others
     * from
     * being read. Fails with {@link Pages.UnreadableException}, or with several of them in one exception.
     */
    Uni<Void> poll(String project) {
        return Multi.createFrom()
                .iterable(gate.heard())
                .map(type -> new Feed(project, type))
                .onItem()
                .transformToUni(this::poll)
                .collectFailures()
                .concatenate()
                .collect()
                .last();
    }

    private Uni<Void> poll(Feed feed) {
        return Uni.createFrom().deferred(() -> {
            var reading = new FeedReading(history, entry -> gate.decode(entry.json()));
            return datastore
                    .read(feed, from(feed), reading)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .invoke(onRead)
                    .flatMap(isWhole -> deliver(feed, oldestFirst(reading.newestFirst()))
                            .invoke(areDone -> {
                                if (isWhole && areDone) {
                                    reading.newest().ifPresent(newest -> advance(feed, newest));
                                }
                            }))
                    .replaceWithVoid();
        });
    }

    /** An event that has to be delivered again is read again, so reading begins at its time. */
    private Instant from(Feed feed) {
        Instant usual = readFrom.getOrDefault(feed, beginning);
        Instant wanted =
                history.earliestDue(feed).map(due -> earlier(due, usual)).orElse(usual);
        return wanted.isBefore(beginning) ? beginning : wanted;
    }

    private static Collection<StoredEvent> oldestFirst(List<StoredEvent> newestFirst) {
        var events = new LinkedHashMap<String, StoredEvent>();
        newestFirst.reversed().forEach(event -> events.putIfAbsent(event.id(), event));
        return events.values();
    }

    /** @return whether all events need no further poll; if the queue is full, they are read again */
    private Uni<Boolean> deliver(Feed feed, Collection<StoredEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .group()
                .intoLists()
                .of(AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(some -> deliverUnanswered(feed, some))
                .collect()
                .asList()
                .map(done -> !done.contains(false));
    }

    private Uni<Boolean> deliverUnanswered(Feed feed, List<StoredEvent> events) {
        if (!delivery.hasRoom(feed)) {
            return Uni.createFrom().item(false);
        }
        List<Uni<Set<String>>> lookups =
                events.stream().map(event -> delivery.answeredBy(feed, event)).toList();
        return Uni.join()
                .all(lookups)
                .andFailFast()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(answeredBy -> {
                    boolean areDone = true;
                    for (int i = 0; i < events.size(); i++) {
                        areDone &= delivery.deliver(feed, events.get(i), answeredBy.get(i));
                    }
                    return areDone;
                });
    }

    private void advance(Feed feed, Instant newest) {
        Instant start = earlier(newest, Instant.now()).minus(OVERLAP);
        if (start.isAfter(readFrom.getOrDefault(feed, beginning))) {
            readFrom.put(feed, start);
        }
    }

    /** An event with a time in the future must not hide the events that are sent before that time. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
