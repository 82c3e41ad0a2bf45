package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The registrations that shipyard-controller keeps. */
final class FakeUniform {

    private static final String NOT_FOUND = "uniform integration not found";

    private final Map<String, ObjectNode> registrations = new LinkedHashMap<>();
    private final List<String> pings = new ArrayList<>();

    /** What is stored wins: subscriptions and host of a further registration are passed over. */
    synchronized Reply register(JsonNode request) {
        String name = request.path("name").asText();
        String namespace = namespace(request);
        String host = request.at("/metadata/hostname").asText();
        if (name.isEmpty() || namespace.isEmpty() || host.isEmpty()) {
            return Reply.error(400, "incomplete integration: name, namespace and hostname are needed");
        }
        Optional<ObjectNode> known = registrations.values().stream()
                .filter(stored -> stored.path("name").asText().equals(name)
                        && namespace(stored).equals(namespace))
                .findFirst();
        ObjectNode stored = known.orElseGet(() -> {
            ObjectNode created = request.deepCopy();
            created.put("id", sha1(name + "-" + namespace + "-" + host));
            created.path("subscriptions").forEach(subscription -> ((ObjectNode) subscription)
                    .put("id", UUID.randomUUID().toString()));
            return created;
        });
        if (stored.path("subscriptions").isEmpty()) {
            stored.set("subscriptions", request.path("subscriptions").deepCopy());
        }
        ObjectNode metadata = stored.withObjectProperty("metadata");
        metadata.set("integrationversion", request.at("/metadata/integrationversion"));
        metadata.set("distributorversion", request.at("/metadata/distributorversion"));
        seen(stored);
        String id = stored.path("id").asText();
        registrations.put(id, stored);
        return new Reply(
                known.isPresent() ? 200 : 201,
                JsonNodeFactory.instance.objectNode().put("id", id));
    }

    synchronized Reply ping(String id) {
        pings.add(id);
        ObjectNode stored = registrations.get(id);
        if (stored == null) {
            return Reply.error(404, NOT_FOUND);
        }
        seen(stored);
        return Reply.ok(stored.deepCopy());
    }

    synchronized Reply unregister(String id) {
        registrations.remove(id);
        return Reply.done();
    }

    synchronized Reply list() {
        return Reply.ok(JsonNodeFactory.instance.arrayNode().addAll(all()));
    }

    synchronized void forget() {
        registrations.clear();
    }

    /** As a person does in the Bridge. */
    synchronized void subscriptions(ArrayNode subscriptions) {
        registrations.values().forEach(stored -> stored.set("subscriptions", subscriptions.deepCopy()));
    }

    synchronized List<JsonNode> all() {
        return registrations.values().stream()
                .<JsonNode>map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized List<String> pings() {
        return List.copyOf(pings);
    }

    private static void seen(ObjectNode stored) {
        stored.withObjectProperty("metadata").put("lastseen", Instant.now().toString());
    }

    private static String namespace(JsonNode registration) {
        return registration.at("/metadata/kubernetesmetadata/namespace").asText();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
