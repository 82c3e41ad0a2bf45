package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.evaluation.GetSliFinishedData;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.Values.Asked;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.SliValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values from a file instead of Prometheus: Keptn's get-sli.finished event, what {@code get-sli -o json} prints, or a
 * map of names to numbers.
 */
public final class ValuesFile {

    private static final String NO_NUMBER = "the file has null for it";
    private final String location;
    private final List<String> indicators;

    private ValuesFile(String location, List<String> indicators) {
        this.location = location;
        this.indicators = indicators;
    }

    /**
     * Reads values. Scope, window and labels are those of the file, or empty.
     *
     * @param location how messages call the file
     * @param json its content
     * @param indicators the names that are asked for, in order; others are passed over, except those of an event, which
     *     Lighthouse would have received
     * @throws GateException if it is none of the three forms
     */
    public static Values read(String location, byte[] json, List<String> indicators) throws GateException {
        return new ValuesFile(location, indicators).read(json);
    }

    private Values read(byte[] bytes) throws GateException {
        JsonNode json = UntrustedJson.parse(location, bytes);
        if (!json.isObject()) {
            throw wrong("it is not a JSON object");
        }
        if (json.path("type").isTextual() && json.has("specversion")) {
            return event(json);
        }
        return json.path("indicators").isArray() ? result(json) : map(json);
    }

    private GateException wrong(String cause) {
        return GateException.wrongInput(
                location + " has no values: " + cause
                        + "; give a get-sli.finished event, what get-sli -o json prints, or a map such as {\"error_rate\": 0.01}");
    }

    private Values event(JsonNode event) throws GateException {
        String type = event.path("type").asText();
        if (!type.equals("sh.keptn.event.get-sli.finished")) {
            throw wrong("it is an event of the type " + type);
        }
        try {
            ProviderAnswer answer = GetSliFinishedData.decode(event.path("data"));
            var asked = new HashMap<String, Asked>();
            event.at("/data/get-sli/indicatorValues")
                    .forEach(entry -> asked.put(entry.path("metric").asText(), asked(entry, Optional.empty())));
            return new Values(answer, location, asked, List.of());
        } catch (UndecodableException e) {
            throw wrong(e.getMessage());
        }
    }

    private static Asked asked(JsonNode entry, Optional<Reason> reason) {
        return new Asked(
                Optional.ofNullable(entry.path("query").textValue()),
                entry.path("milliseconds").asLong(),
                reason);
    }

    static Optional<Reason> reason(String word) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private Values result(JsonNode result) throws GateException {
        var values = new HashMap<String, SliValue>();
        var asked = new HashMap<String, Asked>();
        for (JsonNode entry : result.path("indicators")) {
            String name = entry.path("indicator").asText();
            values.put(
                    name, value(name, entry.path("value"), entry.path("message").asText(NO_NUMBER)));
            asked.put(name, asked(entry, reason(entry.path("reason").asText())));
        }
        asked.keySet().retainAll(indicators);
        return new Values(answer(result, values), location, asked, misspelled(values.keySet()));
    }

    private Values map(JsonNode map) throws GateException {
        var values = new HashMap<String, SliValue>();
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            values.put(member.getKey(), value(member.getKey(), member.getValue(), NO_NUMBER));
        }
        if (values.isEmpty()) {
            throw wrong("the map is empty");
        }
        return new Values(
                answer(JsonNodeFactory.instance.objectNode(), values), location, Map.of(), misspelled(values.keySet()));
    }

    /** Values that no objective uses are no fault, unless an objective without a value has nearly the same name. */
    private List<String> misspelled(Set<String> names) {
        List<String> missing =
                indicators.stream().filter(name -> !names.contains(name)).toList();
        return names.stream()
                .filter(name -> !indicators.contains(name))
                .sorted()
                .flatMap(name -> NearestName.to(name, missing).stream()
                        .map(meant -> "The value \"" + name + "\" of " + location
                                + " is not used, because no objective has this name; did you mean " + meant + "?"))
                .toList();
    }

    private SliValue value(String name, JsonNode value, String message) throws GateException {
        if (value.isNull() || value.isMissingNode()) {
            return new SliValue(name, 0, 0, false, message);
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw GateException.wrongInput(
                    location + ": the value of \"" + name + "\" is neither null nor a number that a"
                            + " double can hold; write a finite number without quotes, or null");
        }
        return SliValue.of(name, value.doubleValue());
    }

    /** An indicator of two objectives is answered twice, because Lighthouse uses each value once. */
    private ProviderAnswer answer(JsonNode result, Map<String, SliValue> values) {
        return new ProviderAnswer(
                result.path("project").asText(),
                result.path("stage").asText(),
                result.path("service").asText(),
                new LinkedHashMap<>(),
                result.path("status").asText(),
                result.path("result").asText(),
                result.path("message").asText(),
                result.path("start").asText(),
                result.path("end").asText(),
                indicators.stream()
                        .filter(values::containsKey)
                        .map(name -> Optional.of(values.get(name)))
                        .toList());
    }
}
