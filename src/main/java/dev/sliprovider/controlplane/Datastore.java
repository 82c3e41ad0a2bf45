package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.gateway.Gateway;
import dev.sliprovider.keptn.EventType;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What Keptn has stored of events and projects; everything fails with {@link Pages.UnreadableException}. */
final class Datastore {

    private final Pages eventPages;
    private final Pages projectPages;

    Datastore(Gateway gateway, Duration timeout) {
        URI store = gateway.base("mongodb-datastore", "http://mongodb-datastore:8080");
        URI controller = gateway.base("controlPlane", "http://shipyard-controller:8080");
        this.eventPages = new Pages(gateway, store, gateway.client(store, timeout));
        this.projectPages = new Pages(gateway, controller, gateway.client(controller, timeout));
    }

    /** @return names of all projects */
    Uni<List<String>> projects() {
        return projectPages
                .all("projects", key -> "/v1/project" + query("nextPageKey", key))
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
                key -> "/event"
                        + query(
                                "project",
                                project,
                                "type",
                                EventType.GET_SLI_TRIGGERED.name(),
                                "fromTime",
                                withMillis(fromTime),
                                "nextPageKey",
                                key));
    }

    /** @return whether there is a finished event for this triggered one */
    Uni<Boolean> isAnswered(String project, String context, String id) {
        return eventPages
                .all(
                        "events",
                        key -> "/event"
                                + query(
                                        "project",
                                        project,
                                        "keptnContext",
                                        context == null ? "" : context,
                                        "type",
                                        EventType.GET_SLI_FINISHED.name(),
                                        "nextPageKey",
                                        key))
                .map(finished -> finished.stream()
                        .anyMatch(event -> event.path("triggeredid").asText().equals(id)));
    }

    /** Times are compared as texts there, so all have their milliseconds. */
    private static String withMillis(String time) {
        return time.contains(".") ? time : time.replace("Z", ".000Z");
    }

    /** Parameters without a value are left out (contract §3.4). */
    private static String query(String... namesAndValues) {
        var query = new StringBuilder("?pageSize=" + Pages.SIZE);
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
