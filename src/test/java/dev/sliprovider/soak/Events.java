package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The events of the soak, and the sli.yaml behind them: indicator {@code i7} has the value 7, and every query of every
 * event is another one.
 */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String PROJECT = "soak";
    static final String TRIGGERED = "sh.keptn.event.get-sli.triggered";

    private static final int MOST_INDICATORS = 100;
    private static final String UNKNOWN = "unknown";

    private Events() {}

    static String sliYaml() {
        return IntStream.range(0, MOST_INDICATORS)
                .mapToObj(i -> "  i" + i + ": 'soak{n=\"" + i + "\",run=\"$LABEL.run\"}'\n")
                .collect(Collectors.joining("", "spec_version: \"1.0\"\nindicators:\n", ""));
    }

    /**
     * One of those that come: most are small, few are large, some cannot be answered in full, or at all.
     *
     * @param provider who is to answer it
     */
    static ObjectNode triggered(String provider, Random random) {
        double dice = random.nextDouble();
        int indicators = dice < 0.15 ? 1 : dice < 0.80 ? 5 : dice < 0.95 ? 20 : dice < 0.98 ? MOST_INDICATORS : 0;
        String id = UUID.randomUUID().toString();
        Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "soak")
                .put("type", TRIGGERED)
                .put("time", end.toString())
                .put("contenttype", "application/json")
                .put("shkeptncontext", UUID.randomUUID().toString())
                .put("shkeptnspecversion", "0.2.4");
        ObjectNode data = event.putObject("data")
                .put("project", PROJECT)
                .put("stage", "dev")
                .put("service", "cart");
        data.putObject("labels").put("run", id);
        ObjectNode getSli = data.put("deployment", "")
                .putObject("get-sli")
                .put("sliProvider", provider)
                .put("start", end.minusSeconds(600).toString())
                // One in a hundred has a window that nobody can read.
                .put("end", dice > 0.99 ? "tomorrow" : end.toString());
        var names = getSli.putArray("indicators");
        IntStream.range(0, indicators).forEach(i -> names.add("i" + i));
        if (indicators == 0) {
            names.add(UNKNOWN).add("i1");
        }
        return event;
    }

    /** Whether every indicator has a value if nothing is wrong. */
    static boolean isPassing(JsonNode event) {
        return !names(event).path(0).asText().equals(UNKNOWN);
    }

    static JsonNode names(JsonNode event) {
        return event.at("/data/get-sli/indicators");
    }

    /** Whether an answer has an entry for each indicator, in order, and no value that is not that of the indicator. */
    static boolean isRight(JsonNode event, JsonNode finished) {
        JsonNode names = names(event);
        JsonNode values = finished.at("/data/get-sli/indicatorValues");
        return values.size() == names.size()
                && IntStream.range(0, names.size()).allMatch(i -> isValueOf(names.get(i), values.get(i)));
    }

    private static boolean isValueOf(JsonNode name, JsonNode value) {
        return value.path("metric").equals(name)
                && (!value.path("success").asBoolean()
                        || name.asText().equals("i" + (int) value.path("value").asDouble(-1)));
    }
}
