package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One file of src/test/scenarios; its README says what may stand there. */
record Scenario(Path file, Map<String, Object> content) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of(
            "rule", "event", "body", "mode", "path", "headers", "sli", "prometheus", "sink", "expect", "datastore");

    static final Path FOLDER = Path.of("src/test/scenarios");

    /** Scenarios of the evaluation task, which is off in the others. */
    static final Path EVALUATIONS = FOLDER.resolve("evaluation");

    private static final Pattern REPEATED = Pattern.compile("\\{\\{(.+?)\\*(\\d+)}}", Pattern.DOTALL);

    static Scenario read(Path file) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Map<String, Object> content = new Yaml(new SafeConstructor(options)).load(repeat(Files.readString(file)));
            if (!KEYS.containsAll(content.keySet()) || !content.containsKey("rule") || !content.containsKey("expect")) {
                throw new IllegalArgumentException(file + ": keys are " + KEYS + ", found " + content.keySet());
            }
            return new Scenario(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {{text*3}}} stands for texttexttext. */
    private static String repeat(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }

    String name() {
        return FOLDER.relativize(file).toString().replace(".yaml", "");
    }

    String rule() {
        return content.get("rule").toString();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String key) {
        return (Map<String, Object>) content.getOrDefault(key, Map.of());
    }

    /** The default event, changed as the scenario says: maps are merged, null removes, all else replaces. */
    ObjectNode event() {
        try {
            String task = file.startsWith(EVALUATIONS) ? "evaluation" : "get-sli";
            var event = (ObjectNode)
                    JSON.readTree(Files.readString(Path.of("src/test/events/" + task + ".triggered.json")));
            event.put("id", UUID.nameUUIDFromBytes(name().getBytes()).toString());
            merge(event, map("event"));
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void merge(ObjectNode target, Map<String, Object> changes) {
        changes.forEach((key, value) -> {
            if (value == null) {
                target.remove(key);
            } else if (value instanceof Map<?, ?> map && target.path(key).isObject()) {
                merge((ObjectNode) target.path(key), (Map<String, Object>) map);
            } else {
                target.set(key, (JsonNode) JSON.valueToTree(value));
            }
        });
    }

    /** What is posted: the event, or the text under {@code body}. */
    String body() {
        if (content.containsKey("body")) {
            return content.get("body").toString();
        }
        return isBinary() ? event().path("data").toString() : event().toString();
    }

    String path() {
        return content.getOrDefault("path", "/events").toString();
    }

    private boolean isBinary() {
        return "binary".equals(content.get("mode"));
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", isBinary() ? "application/json" : "application/cloudevents+json");
        if (isBinary()) {
            event().properties().stream()
                    .filter(member -> member.getValue().isTextual())
                    .forEach(member -> headers.put(
                            "ce-" + member.getKey(), member.getValue().textValue()));
        }
        map("headers").forEach((name, value) -> {
            if (value == null) {
                headers.remove(name);
            } else {
                headers.put(name, value.toString());
            }
        });
        return headers;
    }

    List<String> indicators() {
        JsonNode indicators = event().path("data").path("get-sli").path("indicators");
        return indicators.isArray()
                ? indicators.valueStream().map(JsonNode::asText).toList()
                : List.of();
    }
}
