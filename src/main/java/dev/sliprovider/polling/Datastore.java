package dev.sliprovider.polling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.settings.HeapShare;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads stored events and projects from Keptn. Every method fails with {@link Pages.UnreadableException}. */
final class Datastore {

    /** Maximum bytes of a page. A page may have a hundred events, with labels of any size. */
    private static final long LARGEST_PAGE = 16L << 20;
    /** One page may fill a sixteenth of the free heap. */
    private static final int PAGE = 16;

    private final Pages eventPages;
    private final Pages projectPages;

    Datastore(Gateway gateway, Duration timeout) {
        URI store = gateway.base("mongodb-datastore", "http://mongodb-datastore:8080");
        URI controller = gateway.base("controlPlane", "http://shipyard-controller:8080");
        long page = Math.min(LARGEST_PAGE, HeapShare.of(PAGE));
        this.eventPages = new Pages(gateway, store, gateway.client(store, timeout), page);
        this.projectPages = new Pages(gateway, controller, gateway.client(controller, timeout), page);
    }

    /** @return names of all projects */
    Uni<List<String>> projects() {
        return Uni.createFrom().deferred(() -> {
            var names = new LinkedHashSet<String>();
            var list = new Pages.Listing(
                    "projects", (key, size) -> "/v1/project" + query(size, "nextPageKey", key), project -> {
                        names.add(project.json().path("projectName").asText());
                        return true;
                    });
            return projectPages.each(list).map(isWhole -> names.stream()
                    .filter(name -> !name.isEmpty())
                    .toList());
        });
    }

    /**
     * Reads events, newest first.
     *
     * @param from events with an earlier time are not read
     * @param reading gets the events
     * @return whether all were read; false if {@code reading} has stopped before the end
     */
    Uni<Boolean> read(Feed feed, Instant from, FeedReading reading) {
        String fromTime = withMillis(from.truncatedTo(ChronoUnit.MILLIS).toString());
        return eventPages.each(new Pages.Listing(
                "events",
                (key, size) -> events(
                        size,
                        "project",
                        feed.project(),
                        "type",
                        feed.type().name(),
                        "fromTime",
                        fromTime,
                        "nextPageKey",
                        key),
                reading::take));
    }

    /**
     * @param context of the event; if it is empty, all contexts of the project are searched
     * @param finished type of the {@code finished} events
     * @param id of the event
     * @return the sources of all finished events for an event; several integrations may have answered it
     */
    Uni<Set<String>> answeredBy(String project, String context, EventType finished, String id) {
        return Uni.createFrom().deferred(() -> {
            var sources = new HashSet<String>();
            var list = new Pages.Listing(
                    "events",
                    (key, size) -> events(
                            size,
                            "project",
                            project,
                            "keptnContext",
                            context,
                            "type",
                            finished.name(),
                            "nextPageKey",
                            key),
                    event -> {
                        if (event.json().path("triggeredid").asText().equals(id)) {
                            sources.add(source(event.json()));
                        }
                        return true;
                    });
            return eventPages.each(list).map(isWhole -> sources);
        });
    }

    private static String source(JsonNode event) {
        return event.path("source").asText();
    }

    /** The datastore compares times as texts, so each needs its milliseconds. */
    private static String withMillis(String time) {
        return time.contains(".") ? time : time.replace("Z", ".000Z");
    }

    private static String events(int size, String... namesAndValues) {
        return "/event" + query(size, namesAndValues);
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
