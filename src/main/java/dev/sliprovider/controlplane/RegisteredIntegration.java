package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.task.OneLine;
import java.util.List;

/**
 * An integration in Keptn's list, as far as it could be read (contract §4.1).
 *
 * @param id by which it can be deleted
 * @param name of the integration
 * @param namespace in which it runs
 * @param lastSeen time of its last ping, as Keptn writes it; empty if there is none
 * @param events the types of events to which it subscribes, wildcards included
 */
public record RegisteredIntegration(String id, String name, String namespace, String lastSeen, List<String> events) {

    /** Copies the list. */
    public RegisteredIntegration {
        events = List.copyOf(events);
    }

    static RegisteredIntegration read(JsonNode integration) {
        return new RegisteredIntegration(
                integration.path("id").asText(""),
                integration.path("name").asText(""),
                integration.at("/metadata/kubernetesmetadata/namespace").asText(""),
                integration.at("/metadata/lastseen").asText(""),
                integration
                        .path("subscriptions")
                        .valueStream()
                        .map(subscription -> subscription.path("event").asText(""))
                        .toList());
    }

    /** @return the name with the namespace and the id, for messages */
    @Override
    public String toString() {
        return OneLine.of(name + " (namespace " + namespace + ", id " + id + ")");
    }
}
