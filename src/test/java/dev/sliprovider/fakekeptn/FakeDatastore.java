package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The events that mongodb-datastore keeps; it heard them on the bus. */
final class FakeDatastore {

    private static final int LARGEST_PAGE = 100;

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    void add(JsonNode event) {
        events.add(event.deepCopy());
    }

    /** @return in the order in which they came */
    List<JsonNode> all() {
        return List.copyOf(events);
    }

    /** Newest first; without project and context there is nothing. */
    Reply find(Map<String, String> parameters) {
        int pageSize = Integer.parseInt(parameters.getOrDefault("pageSize", "20"));
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            return Reply.error(606, "pageSize in query should be less than or equal to 100");
        }
        List<JsonNode> found = events.stream()
                .filter(event -> parameters.containsKey("project") || parameters.containsKey("keptnContext"))
                .filter(event -> is(parameters, "project", event.at("/data/project")))
                .filter(event -> is(parameters, "keptnContext", event.path("shkeptncontext")))
                .filter(event -> is(parameters, "type", event.path("type")))
                .filter(event -> is(parameters, "source", event.path("source")))
                .filter(event -> is(parameters, "eventID", event.path("id")))
                .filter(event -> !parameters.containsKey("fromTime")
                        || time(event).isAfter(Instant.parse(parameters.get("fromTime"))))
                .filter(event -> !parameters.containsKey("beforeTime")
                        || time(event).isBefore(Instant.parse(parameters.get("beforeTime"))))
                .sorted(Comparator.comparing(FakeDatastore::time).reversed())
                .toList();
        return Reply.ok(page("events", found, parameters, pageSize));
    }

    /** The newest events of a type that fit a filter; without an event of a project there is nothing to ask for. */
    Reply ofType(String type, Map<String, String> parameters) {
        int limit = Integer.parseInt(parameters.getOrDefault("limit", "20"));
        if (limit < 1 || limit > LARGEST_PAGE) {
            return Reply.error(606, "limit in query should be less than or equal to 100");
        }
        String filter = parameters.getOrDefault("filter", "");
        if (!filter.contains("data.project:")) {
            return Reply.error(400, "either 'shkeptncontext' or 'data.project' must be set");
        }
        boolean isExcluding =
                parameters.getOrDefault("excludeInvalidated", "false").equals("true");
        List<JsonNode> found = events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .filter(event -> fits(filter, event))
                .filter(event -> !isExcluding || !isInvalidated(event))
                .sorted(Comparator.comparing(FakeDatastore::time).reversed())
                .limit(limit)
                .toList();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("events", JsonNodeFactory.instance.arrayNode().addAll(found));
        return Reply.ok(page);
    }

    /** A condition that is not of the form name:value has no effect. */
    private static boolean fits(String filter, JsonNode event) {
        for (String condition : filter.split(" AND ")) {
            String[] parts = condition.split(":");
            if (parts.length == 2
                    && !List.of(parts[1].split(","))
                            .contains(event.at("/" + parts[0].replace('.', '/')).asText())) {
                return false;
            }
        }
        return true;
    }

    private boolean isInvalidated(JsonNode finished) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("sh.keptn.event.evaluation.invalidated"))
                .anyMatch(event -> event.path("triggeredid").equals(finished.path("triggeredid")));
    }

    void clear() {
        events.clear();
    }

    /** One page of a list, as all of Keptn's services write it; the key of the next one is "0" on the last. */
    static ObjectNode page(String name, List<? extends JsonNode> all, Map<String, String> parameters, int pageSize) {
        int from = Math.min(all.size(), Integer.parseInt(parameters.getOrDefault("nextPageKey", "0")));
        int to = Math.min(all.size(), from + pageSize);
        ArrayNode items = JsonNodeFactory.instance.arrayNode().addAll(all.subList(from, to));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set(name, items);
        return page.put("nextPageKey", to < all.size() ? String.valueOf(to) : "0")
                .put("totalCount", all.size())
                .put("pageSize", pageSize);
    }

    private static boolean is(Map<String, String> parameters, String name, JsonNode value) {
        return !parameters.containsKey(name) || parameters.get(name).equals(value.asText());
    }

    /** An event without a time is the oldest. */
    private static Instant time(JsonNode event) {
        return event.hasNonNull("time")
                ? OffsetDateTime.parse(event.path("time").asText()).toInstant()
                : Instant.EPOCH;
    }
}
