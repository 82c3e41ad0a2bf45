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

/** Reads the events and projects that Keptn has stored. Every method fails with {@link Pages.UnreadableException}. */
final class Datastore {

    /** A page may have a hundred events, with labels of any size. */
    private static final long LARGEST_PAGE = 16L << 20;
    /** One page may fill a sixteenth of the heap. */
    private static final int PAGE = 16;
    /** The events that one poll of one project reads may fill a thirty-second of the heap. */
    private static final int POLL = 32;

    private final Pages eventPages;
    private final Pages projectPages;
    private final long mostBytes;

    Datastore(Gateway gateway, Duration timeout) {
        URI store = gateway.base("mongodb-datastore", "http://mongodb-datastore:8080");
        URI controller = gateway.base("controlPlane", "http://shipyard-controller:8080");
        long heap = Runtime.getRuntime().maxMemory();
        long page = Math.min(LARGEST_PAGE, heap / PAGE);
        this.eventPages = new Pages(gateway, store, gateway.client(store, timeout), page);
        this.projectPages = new Pages(gateway, controller, gateway.client(controller, timeout), page);
        this.mostBytes = heap / POLL;
    }

    /**
     * Triggered events of a project.
     *
     * @param newestFirst the wanted events; one may occur twice
     * @param newest the latest time of all events that were read
     * @param isWhole whether all were read; otherwise older ones are left for the next poll, because memory is limited
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
     * @param from events with an earlier time are not read
     * @param isWanted selects events by their id
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
                                    EventType.GET_SLI_TRIGGERED.name(),
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
                                    EventType.GET_SLI_FINISHED.name(),
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

    /** The events that were read so far; used by one thread at a time. */
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

    /** The datastore compares times as texts, so each needs its milliseconds. */
    private static String withMillis(String time) {
        return time.contains(".") ? time : time.replace("Z", ".000Z");
    }

    /** Omits parameters without a value (contract §3.4). */
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
