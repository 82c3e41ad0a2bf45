package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events of Keptn's datastore as a scenario names them, oldest first. */
final class StoredEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredEvents() {}

    @SuppressWarnings("unchecked")
    static Stream<ObjectNode> of(Map<String, Object> datastore) {
        var stored = (List<Map<String, Object>>) datastore.getOrDefault("stored", List.of());
        return stored.stream().flatMap(each -> {
            ObjectNode finished = finished(each, stored.indexOf(each));
            return each.containsKey("invalidated") ? Stream.of(finished, invalidated(finished)) : Stream.of(finished);
        });
    }

    @SuppressWarnings("unchecked")
    private static ObjectNode finished(Map<String, Object> stored, int number) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", stored.get("id").toString())
                .put("triggeredid", "triggered-" + stored.get("id"))
                .put("source", "lighthouse-service")
                .put("type", "sh.keptn.event.evaluation.finished")
                .put(
                        "time",
                        Instant.parse("2024-03-01T00:00:00Z")
                                .plusSeconds(number)
                                .toString());
        ObjectNode data = event.putObject("data")
                .put("project", "bookshop")
                .put("stage", "preprod")
                .put("service", stored.getOrDefault("service", "catalog").toString())
                .put("status", "succeeded")
                .put("result", stored.getOrDefault("result", "pass").toString());
        if (stored.containsKey("evaluation")) {
            data.set("evaluation", JSON.valueToTree(stored.get("evaluation")));
            return event;
        }
        var results = data.putObject("evaluation").put("score", 100).putArray("indicatorResults");
        ((Map<String, Object>) stored.getOrDefault("values", Map.of())).forEach((sli, value) -> results.addObject()
                .put("score", 1)
                .put("status", "pass")
                .putObject("value")
                .put("metric", sli)
                .put("value", ((Number) value).doubleValue())
                .put("success", true));
        return event;
    }

    private static ObjectNode invalidated(ObjectNode finished) {
        return finished.deepCopy()
                .put("id", "invalidation-of-" + finished.path("id").asText())
                .put("source", "bridge")
                .put("type", "sh.keptn.event.evaluation.invalidated");
    }
}
