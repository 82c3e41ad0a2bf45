package dev.sliprovider.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Compares what Lighthouse sent with what we send: texts exactly, numbers as doubles, lists in order; a text that is
 * absent equals an empty one.
 *
 * @param slo text of the case's slo.yaml
 */
record Agreement(String slo) {

    boolean agrees(JsonNode expected, JsonNode data) {
        return sameMessage(expected, data)
                && same(expected.path("status"), data.path("status"))
                && same(expected.path("result"), data.path("result"))
                && same(expected.path("labels"), data.path("labels"))
                && sameEvaluation(expected.path("evaluation"), data.path("evaluation"));
    }

    private static boolean sameMessage(JsonNode expected, JsonNode data) {
        String message = data.path("message").asText();
        return expected.has("messagePrefix")
                ? message.startsWith(expected.path("messagePrefix").asText())
                : message.equals(expected.path("message").asText());
    }

    private boolean sameEvaluation(JsonNode expected, JsonNode actual) {
        String content = Base64.getEncoder().encodeToString(slo.getBytes(StandardCharsets.UTF_8));
        return same(expected.path("result"), actual.path("result"))
                && same(expected.path("score"), actual.path("score"))
                && same(expected.path("indicatorResults"), actual.path("indicatorResults"))
                && same(expected.path("comparedEvents"), actual.path("comparedEvents"))
                && actual.path("sloFileContent")
                        .asText()
                        .equals(expected.path("slo").asBoolean() ? content : "");
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.doubleValue() == actual.doubleValue();
        }
        if (expected.isArray() && actual.isArray()) {
            return sameItems(expected, actual);
        }
        if (expected.isObject() && actual.isObject()) {
            return sameMembers(expected, actual);
        }
        return isEmpty(expected) && isEmpty(actual) || expected.equals(actual);
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isTextual() && node.textValue().isEmpty();
    }

    private static boolean sameItems(JsonNode expected, JsonNode actual) {
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = same(expected.get(i), actual.get(i));
        }
        return same;
    }

    private static boolean sameMembers(JsonNode expected, JsonNode actual) {
        Set<String> names = new HashSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> same(expected.path(name), actual.path(name)));
    }
}
