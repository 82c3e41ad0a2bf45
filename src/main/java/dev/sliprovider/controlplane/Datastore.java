package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.gateway.Gateway;
import dev.sliprovider.keptn.EventType;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What Keptn has stored of events and projects; everything fails with {@link Pages.UnreadableException}. */
final class Datastore {

    private final DatastoreApi events;
    private final ProjectsApi projects;
    private final Pages eventPages;
    private final Pages projectPages;

    Datastore(Gateway gateway, Duration timeout) {
        URI store = gateway.base("mongodb-datastore", "http://mongodb-datastore:8080");
        URI controller = gateway.base("controlPlane", "http://shipyard-controller:8080");
        this.events = gateway.client(DatastoreApi.class, store, timeout);
        this.projects = gateway.client(ProjectsApi.class, controller, timeout);
        this.eventPages = new Pages(gateway, store, timeout);
        this.projectPages = new Pages(gateway, controller, timeout);
    }

    /** @return names of all projects */
    Uni<List<String>> projects() {
        return projectPages
                .all("projects", key -> projects.projects(Pages.SIZE, key))
                .map(entries -> entries.stream()
                        .map(project -> project.path("projectName").asText())
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
    }

    /** @return requests for indicator values after a time, newest first; one may come twice */
    Uni<List<JsonNode>> triggered(String project, Instant from) {
        String fromTime = from.truncatedTo(ChronoUnit.MILLIS).toString();
        return eventPages.all(
                "events",
                key -> events.events(
                        project, null, EventType.GET_SLI_TRIGGERED.name(), withMillis(fromTime), Pages.SIZE, key));
    }

    /** @return whether there is a finished event for this triggered one */
    Uni<Boolean> isAnswered(String project, String context, String id) {
        return eventPages
                .all(
                        "events",
                        key -> events.events(
                                project, context, EventType.GET_SLI_FINISHED.name(), null, Pages.SIZE, key))
                .map(finished -> finished.stream()
                        .anyMatch(event -> event.path("triggeredid").asText().equals(id)));
    }

    /** Times are compared as texts there, so all have their milliseconds. */
    private static String withMillis(String time) {
        return time.contains(".") ? time : time.replace("Z", ".000Z");
    }
}
