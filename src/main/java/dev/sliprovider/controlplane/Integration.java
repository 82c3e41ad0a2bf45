package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.transport.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The description of the program with which it registers at Keptn (contract §4.1).
 *
 * @param name identifies the integration, together with the namespace
 * @param version of the program, shown in Bridge
 * @param namespace of the deployment
 * @param pod name of the pod, shown in Bridge; may be empty
 * @param node never empty: Keptn derives the id from it
 * @param location {@code control-plane} or {@code remote-execution-plane}
 */
record Integration(String name, String version, String namespace, String pod, String node, String location) {

    /** Bridge allows editing of subscriptions from 0.9.0 on (contract §4.4); Keptn's own SDK sends this version. */
    private static final String DISTRIBUTOR_VERSION = "0.15.0";

    static Integration of(ControlPlaneConfig config, boolean isRemote) {
        return new Integration(
                text(config.name(), "prometheus-sli-provider"),
                text(config.version(), ""),
                text(config.namespace(), "keptn"),
                text(config.pod(), ""),
                text(config.node(), "keptn-node"),
                text(config.location(), isRemote ? "remote-execution-plane" : "control-plane"));
    }

    /** @return the body of a registration. Keptn assigns ids, or keeps the known ones (contract §4.2) */
    ObjectNode registration(List<Subscription> subscriptions) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", "").put("name", name);
        body.putObject("metadata")
                .put("hostname", node)
                .put("integrationversion", version)
                .put("distributorversion", DISTRIBUTOR_VERSION)
                .put("location", location)
                .putObject("kubernetesmetadata")
                .put("namespace", namespace)
                .put("podname", pod)
                .put("deploymentname", name);
        ArrayNode list = body.putArray("subscriptions");
        subscriptions.forEach(subscription -> list.add(json(subscription)));
        return body;
    }

    private ObjectNode json(Subscription subscription) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id(subscription)).put("event", subscription.subject());
        ObjectNode filter = json.putObject("filter");
        subscription.projects().forEach(filter.putArray("projects")::add);
        subscription.stages().forEach(filter.putArray("stages")::add);
        subscription.services().forEach(filter.putArray("services")::add);
        return json;
    }

    /** Keptn keeps the id of a subscription. A subscription without an id can be neither edited nor deleted in Bridge. */
    private String id(Subscription subscription) {
        String key = namespace + "/" + name + "/" + subscription.subject();
        return subscription.id().isBlank()
                ? UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString()
                : subscription.id();
    }

    private static String text(Optional<String> setting, String standard) {
        return setting.map(String::strip).filter(text -> !text.isEmpty()).orElse(standard);
    }
}
