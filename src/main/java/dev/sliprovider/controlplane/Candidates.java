package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.transport.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Inbox inbox;
    private final Runnable read;
    private final Instant beginning;
    /** By project, where to begin; moves with the times of the events, whatever the clock of this machine says. */
    private final Map<String, Instant> from = new ConcurrentHashMap<>();

    private final HandedOver handedOver;
    private boolean open = true;

    /** @param read is run when the events of a project were read */
    Candidates(PollingConfig config, Datastore datastore, Inbox inbox, Runnable read) {
        this.read = read;
        this.beginning = Instant.now().minus(config.lookBack()).truncatedTo(ChronoUnit.SECONDS);
        this.handedOver = new HandedOver(config.interval(), config.lookBack());
        this.datastore = datastore;
        this.inbox = inbox;
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
                .triggered(project, from.getOrDefault(project, beginning))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(read)
                .flatMap(newestFirst -> Multi.createFrom()
                        .iterable(fresh(project, newestFirst))
                        .group()
                        .intoLists()
                        .of(AT_ONCE)
                        .onItem()
                        .transformToUniAndConcatenate(events -> take(project, events))
                        .collect()
                        .asList()
                        .invoke(taken -> {
                            if (!taken.contains(false)) {
                                advance(project, newestFirst);
                            }
                        }))
                .replaceWithVoid();
    }

    /** Those that wait for a further attempt, and those that were not seen before. */
    private Collection<JsonNode> fresh(String project, List<JsonNode> newestFirst) {
        var events = new LinkedHashMap<String, JsonNode>();
        handedOver.again(project).forEach(event -> events.put(id(event), event));
        for (JsonNode event : newestFirst.reversed()) {
            if (!id(event).isEmpty() && handedOver.isNew(id(event))) {
                events.putIfAbsent(id(event), event);
            }
        }
        return new ArrayList<>(events.values());
    }

    /** @return whether these events need no further look; without room they stay where they are */
    private Uni<Boolean> take(String project, List<JsonNode> events) {
        if (!isOpen() || inbox.room() == 0) {
            return Uni.createFrom().item(false);
        }
        List<Uni<Boolean>> lookups = events.stream()
                .map(event -> datastore.isAnswered(project, context(event), id(event)))
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

    private synchronized boolean handOver(String project, JsonNode event, boolean isAnswered) {
        if (isAnswered) {
            handedOver.add(event);
            return true;
        }
        if (!open || inbox.room() == 0) {
            return false;
        }
        try {
            handedOver.add(event);
            inbox.put(event.toString().getBytes(StandardCharsets.UTF_8), receipt(project, event));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Inbox.Receipt receipt(String project, JsonNode event) {
        return new Inbox.Receipt() {
            @Override
            public void answered() {
                // It stays among those that were handed over.
            }

            @Override
            public void unanswered() {
                switch (handedOver.retry(project, event)) {
                    case TRIED_AGAIN ->
                        LOG.warnf("event %s of project %s is not answered; it is tried again", id(event), project);
                    case TRIED_ON -> LOG.debugf("event %s of project %s is still not answered", id(event), project);
                    case GIVEN_UP ->
                        LOG.warnf(
                                "event %s of project %s is not answered; this was the last attempt",
                                id(event), project);
                }
            }
        };
    }

    private void advance(String project, List<JsonNode> newestFirst) {
        newestFirst.stream()
                .flatMap(event -> time(event).stream())
                .max(Instant::compareTo)
                .map(newest -> earlier(newest, Instant.now()).minus(OVERLAP))
                .filter(start -> start.isAfter(from.getOrDefault(project, beginning)))
                .ifPresent(start -> from.put(project, start));
    }

    /** One event from the future must not hide those that come until then. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String id(JsonNode event) {
        return event.path("id").asText();
    }

    /** Without a context nothing can be asked for; the project alone is then asked. */
    private static String context(JsonNode event) {
        return event.path("shkeptncontext").asText(null);
    }

    private static Optional<Instant> time(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
