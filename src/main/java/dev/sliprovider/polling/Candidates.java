package dev.sliprovider.polling;

import dev.sliprovider.transport.EventGate;
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

/** From what the datastore has to what is to be answered: each event once, also over the restarts of this process. */
final class Candidates {

    /** An event may be stored after one with a later time, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** So many events of one project are looked up at the same time. */
    private static final int AT_ONCE = 8;

    private static final Logger LOG = Logger.getLogger(Candidates.class);

    private final Datastore datastore;
    private final EventGate gate;
    private final Runnable read;
    private final Instant beginning;
    /** By project, where to begin; moves with the times of the events, whatever the clock of this machine says. */
    private final Map<String, Instant> from = new ConcurrentHashMap<>();

    private final HandedOver handedOver;
    private boolean open = true;

    /** @param read is run when the events of a project were read */
    Candidates(PollingConfig config, Datastore datastore, EventGate gate, Runnable read) {
        this.read = read;
        this.beginning = Instant.now().minus(config.lookBack()).truncatedTo(ChronoUnit.SECONDS);
        this.handedOver = new HandedOver(config.interval(), config.lookBack());
        this.datastore = datastore;
        this.gate = gate;
    }

    /** @return what is older is left alone */
    Instant beginning() {
        return beginning;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Nothing is handed over any more. */
    synchronized void close() {
        open = false;
    }

    /** Keptn refuses the answer to this event, and will do so again. */
    void refusedForGood(String id) {
        handedOver.refusedForGood(id);
    }

    /** Hands over what is new in a project, oldest first. Fails with {@link Pages.UnreadableException}. */
    Uni<Void> take(String project) {
        return datastore
                .triggered(project, from.getOrDefault(project, beginning), handedOver::isNew)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(read)
                .flatMap(triggered -> Multi.createFrom()
                        .iterable(fresh(project, triggered.newestFirst()))
                        .group()
                        .intoLists()
                        .of(AT_ONCE)
                        .onItem()
                        .transformToUniAndConcatenate(events -> take(project, events))
                        .collect()
                        .asList()
                        .invoke(taken -> {
                            if (triggered.isWhole() && !taken.contains(false)) {
                                triggered.newest().ifPresent(newest -> advance(project, newest));
                            }
                        }))
                .replaceWithVoid();
    }

    /** Those that wait for a further attempt, and those that were not seen before. */
    private Collection<StoredEvent> fresh(String project, List<StoredEvent> newestFirst) {
        var events = new LinkedHashMap<String, StoredEvent>();
        handedOver.again(project).forEach(event -> events.put(event.id(), event));
        newestFirst.reversed().forEach(event -> events.putIfAbsent(event.id(), event));
        return new ArrayList<>(events.values());
    }

    private int room() {
        return gate.heard().stream().mapToInt(gate::room).min().orElse(0);
    }

    /** @return whether these events need no further look; without room they stay where they are */
    private Uni<Boolean> take(String project, List<StoredEvent> events) {
        if (!isOpen() || room() == 0) {
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
                        areDone &= handOver(project, events.get(i), areAnswered.get(i));
                    }
                    return areDone;
                });
    }

    private synchronized boolean handOver(String project, StoredEvent event, boolean isAnswered) {
        if (isAnswered) {
            handedOver.add(event);
            return true;
        }
        if (!open || room() == 0) {
            return false;
        }
        try {
            handedOver.add(event);
            gate.put(event.json(), receipt(project, event));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private EventGate.Receipt receipt(String project, StoredEvent event) {
        return new EventGate.Receipt() {
            @Override
            public void answered() {
                // It stays among those that were handed over.
            }

            @Override
            public void unanswered() {
                switch (handedOver.retry(project, event)) {
                    case TRIED_AGAIN ->
                        LOG.warnf("event %s of project %s is not answered; it is tried again", event.id(), project);
                    case TRIED_ON -> LOG.debugf("event %s of project %s is still not answered", event.id(), project);
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
        if (start.isAfter(from.getOrDefault(project, beginning))) {
            from.put(project, start);
        }
    }

    /** One event from the future must not hide those that come until then. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
