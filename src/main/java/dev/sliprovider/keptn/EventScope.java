package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the data that every Keptn event has (contract §1.2). It is read leniently, so that even an event with mistakes
 * can be answered: texts stay as sent, and the mistakes are listed.
 *
 * @param project as sent, or empty
 * @param stage as sent, or empty
 * @param service as sent, or empty
 * @param labels values that are numbers or booleans become texts; at most 200
 * @param problems the mistakes, one sentence each
 */
public record EventScope(
        String project, String stage, String service, Map<String, String> labels, List<String> problems) {

    private static final int LABELS = 200;

    /** Copies the lists. */
    public EventScope {
        problems = List.copyOf(problems);
    }

    /** @return the scope in the data of an event; never fails */
    public static EventScope of(ObjectNode data) {
        var problems = new ArrayList<String>();
        return new EventScope(
                text(data, "project", problems),
                text(data, "stage", problems),
                text(data, "service", problems),
                labels(data.path("labels"), problems),
                problems);
    }

    private static String text(ObjectNode data, String member, List<String> problems) {
        return text(data.path(member), "data." + member, problems);
    }

    private static String text(JsonNode value, String path, List<String> problems) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            problems.add(path + " is not a text");
        }
        return value.asText();
    }

    private static Map<String, String> labels(JsonNode node, List<String> problems) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            problems.add("data.labels is not an object");
        }
        if (node.size() > LABELS) {
            problems.add("data.labels has " + node.size() + " entries; at most " + LABELS + " are taken");
        }
        var labels = new LinkedHashMap<String, String>();
        Set<Map.Entry<String, JsonNode>> members = node.properties();
        members.stream()
                .limit(LABELS)
                .filter(label -> !label.getValue().isNull())
                .forEach(label ->
                        labels.put(label.getKey(), text(label.getValue(), "data.labels." + label.getKey(), problems)));
        return labels;
    }

    /** @return the three names as text for the log */
    @Override
    public String toString() {
        return String.join("/", project, stage, service);
    }
}
