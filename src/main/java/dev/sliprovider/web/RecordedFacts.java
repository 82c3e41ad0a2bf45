package dev.sliprovider.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.report.Escapes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The circumstances that an event records beside the verdict: {@code evaluation.gate}. It may come from others and may have
 * any shape.
 *
 * @param shown the evaluation
 */
record RecordedFacts(ShownEvaluation shown) {

    private static final int LONGEST = 1000;
    private static final int MOST = 100;
    private static final int LONGEST_FILE = 256 * 1024;
    private static final double PERCENT = 100;

    List<Map<String, Object>> facts() {
        JsonNode gate = shown.evaluation().gate();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Evaluation", shown.id());
        facts.put("Evaluated at", shown.time() + (gate.path("seeded").asBoolean() ? ", of the past" : ""));
        facts.put("Deployment", gate.path("deployment").asText());
        facts.put("Values from", gate.path("endpoint").asText());
        facts.put("Waited for samples", freshness(gate.path("freshness")));
        facts.put("slo.yaml", file(gate.path("slo")));
        int files = 0;
        for (JsonNode file : gate.path("sli")) {
            facts.put("sli.yaml" + (files++ == 0 ? "" : " " + files), file(file));
            if (files == MOST) {
                break;
            }
        }
        facts.put("Program", gate.path("tool").asText());
        return facts.entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .map(fact -> Map.<String, Object>of(
                        "name", fact.getKey(), "text", Escapes.shortened(fact.getValue(), LONGEST)))
                .toList();
    }

    private static String freshness(JsonNode freshness) {
        return freshness.isObject()
                ? freshness.path("waitedMilliseconds").asLong() + " ms"
                        + (freshness.path("complete").asBoolean() ? "" : ", not all have arrived")
                : "";
    }

    private static String file(JsonNode file) {
        String hash = file.path("sha256").asText();
        return file.path("path").asText() + (hash.isEmpty() ? "" : " (sha256 " + hash + ")");
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (JsonNode warning : shown.evaluation().gate().path("warnings")) {
            if (warnings.size() < MOST) {
                warnings.add(Escapes.shortened(warning.asText(), LONGEST));
            }
        }
        return warnings;
    }

    /** @return texts about the value of an indicator, by the name of the indicator and by what they are */
    Map<String, Map<String, String>> details() {
        Map<String, Map<String, String>> details = new LinkedHashMap<>();
        for (JsonNode indicator : shown.evaluation().gate().path("indicators")) {
            Map<String, String> texts = new LinkedHashMap<>();
            put(texts, "Query", indicator.path("query").asText());
            put(texts, "No value", indicator.path("reason").asText().replace('_', ' '));
            put(texts, "Time", time(indicator));
            put(texts, "Samples", samples(indicator.path("coverage").path("share")));
            if (!texts.isEmpty()) {
                details.put(indicator.path("sli").asText(), texts);
            }
        }
        return details;
    }

    private static void put(Map<String, String> texts, String name, String text) {
        if (!text.isBlank()) {
            texts.put(name, text);
        }
    }

    private static String time(JsonNode indicator) {
        return indicator.path("milliseconds").isNumber()
                ? indicator.path("milliseconds").asLong() + " ms"
                : "";
    }

    private static String samples(JsonNode share) {
        return share.isNumber() ? Math.round(share.asDouble() * PERCENT) + " % of the window is covered" : "";
    }

    /** @return the text of slo.yaml; empty if it is not recorded */
    String slo() {
        try {
            byte[] text = Base64.getDecoder()
                    .decode(shown.evaluation()
                            .event()
                            .at("/data/evaluation/sloFileContent")
                            .asText());
            return printable(new String(text, 0, Math.min(text.length, LONGEST_FILE), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Keeps line breaks, and nothing else that cannot be seen. */
    private static String printable(String text) {
        return text.lines().map(line -> Escapes.shortened(line, LONGEST)).collect(Collectors.joining("\n"));
    }
}
