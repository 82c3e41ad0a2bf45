package dev.sliprovider.polling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptnapi.Gateway;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** What Keptn has stored of events and projects; everything fails with {@link Pages.UnreadableException}. */
final class Datastore {

    /** A page may have a hundred events, with whatever labels people gave them. */
    private static final long LARGEST_PAGE = 16L << 20;
    /** Part of the heap that one page may fill. */
    private static final int PAGE = 16;
    /** Part of the heap that the events of one project may fill that are read with one look. */
    private static final int LOOK = 32;

    private final Pages eventPages;
    private final Pages projectPages;
    private final long mostBytes;
    private final EventType triggered;

    /** @param triggered type of the events that are looked for */
    Datastore(Gateway gateway, Duration timeout, EventType triggered) {
        this.triggered = triggered;
        URI store = gateway.base("mongodb-datastore", "http://mongodb-datastore:8080");
        URI controller = gateway.base("controlPlane", "http://shipyard-controller:8080");
        long heap = Runtime.getRuntime().maxMemory();
        long page = Math.min(LARGEST_PAGE, heap / PAGE);
        this.eventPages = new Pages(gateway, store, gateway.client(store, timeout), page);
        this.projectPages = new Pages(gateway, controller, gateway.client(controller, timeout), page);
        this.mostBytes = heap / LOOK;
    }

    /**
     * Requests for indicator values.
     *
     * @param newestFirst those that are wanted; one may come twice
     * @param newest time among all of them
     * @param isWhole whether that is all; else the older ones are left for another time, because these fill the memory
     */
    record Triggered(List<StoredEvent> newestFirst, Optional<Instant> newest, boolean isWhole) {}

    /** @return names of all projects */
    Uni<List<String>> projects() {
        return Uni.createFrom().deferred(() -> {
            var names = new LinkedHashSet<String>();
            var list = new Pages.Listing(
                    "projects", (key, size) -> "/v1/project" + query(size, "nextPageKey", key), project -> {
                        names.add(project.path("projectName").asText());
                        return true;
                    });
            return projectPages.each(list).map(isWhole -> names.stream()
                    .filter(name -> !name.isEmpty())
                    .toList());
        });
    }

    /**
     * @param from before that time nothing is asked for
     * @param isWanted by id
     */
    Uni<Triggered> triggered(String project, Instant from, Predicate<String> isWanted) {
        String fromTime = withMillis(from.truncatedTo(ChronoUnit.MILLIS).toString());
        return Uni.createFrom().deferred(() -> {
            var reading = new Reading(isWanted);
            var list = new Pages.Listing(
                    "events",
                    (key, size) -> "/event"
                            + query(
                                    size,
                                    "project",
                                    project,
                                    "type",
                                    triggered.name(),
                                    "fromTime",
                                    fromTime,
                                    "nextPageKey",
                                    key),
                    event -> reading.take(event, mostBytes));
            return eventPages.each(list).map(isWhole -> new Triggered(reading.events, reading.newest, isWhole));
        });
    }

    /** @return whether there is a finished event for this triggered one */
    Uni<Boolean> isAnswered(String project, String context, String id) {
        return Uni.createFrom().deferred(() -> {
            var isFound = new AtomicBoolean();
            var list = new Pages.Listing(
                    "events",
                    (key, size) -> "/event"
                            + query(
                                    size,
                                    "project",
                                    project,
                                    "keptnContext",
                                    context == null ? "" : context,
                                    "type",
                                    triggered.finished().name(),
                                    "nextPageKey",
                                    key),
                    event -> {
                        isFound.compareAndSet(
                                false, event.path("triggeredid").asText().equals(id));
                        return !isFound.get();
                    });
            return eventPages.each(list).map(isWhole -> isFound.get());
        });
    }

    /** What was read so far; by one thread after the other. */
    private static final class Reading {
        private final Predicate<String> isWanted;
        private final List<StoredEvent> events = new ArrayList<>();
        private Optional<Instant> newest = Optional.empty();
        private long bytes;

        private Reading(Predicate<String> isWanted) {
            this.isWanted = isWanted;
        }

        /** @return whether there is room for more */
        private boolean take(JsonNode event, long mostBytes) {
            String id = StoredEvent.id(event);
            if (!id.isEmpty() && isWanted.test(id)) {
                if (bytes >= mostBytes) {
                    return false;
                }
                StoredEvent stored = StoredEvent.of(event);
                bytes += stored.json().length;
                events.add(stored);
            }
            newest = StoredEvent.time(event)
                    .filter(time -> newest.isEmpty() || time.isAfter(newest.get()))
                    .or(() -> newest);
            return true;
        }
    }

    /** Times are compared as texts there, so all have their milliseconds. */
    private static String withMillis(String time) {
        return time.contains(".") ? time : time.replace("Z", ".000Z");
    }

    /** Parameters without a value are left out (contract §3.4). */
    private static String query(int size, String... namesAndValues) {
        var query = new StringBuilder("?pageSize=" + size);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                query.append('&')
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
