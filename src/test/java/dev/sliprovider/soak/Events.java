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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
    private static final String UNREADABLE = "tomorrow";

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
        boolean readable = dice < 0.99;
        boolean known = dice < 0.98 || !readable;
        int indicators = dice < 0.15 ? 1 : dice < 0.80 || !readable ? 5 : dice < 0.95 ? 20 : MOST_INDICATORS;
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
                .put("end", readable ? end.toString() : UNREADABLE);
        var names = getSli.putArray("indicators");
        if (known) {
            IntStream.range(0, indicators).forEach(i -> names.add("i" + i));
        } else {
            names.add(UNKNOWN).add("i1");
        }
        return event;
    }

    /** Whether its window can be read; if not, there is nothing to ask anybody. */
    static boolean isReadable(JsonNode event) {
        return !event.at("/data/get-sli/end").asText().equals(UNREADABLE);
    }

    /** Whether every indicator has a value if nothing is wrong. */
    static boolean isPassing(JsonNode event) {
        return isReadable(event) && stream(names(event)).allMatch(Events::isKnown);
    }

    private static boolean isKnown(JsonNode name) {
        return !name.asText().equals(UNKNOWN);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static JsonNode names(JsonNode event) {
        return event.at("/data/get-sli/indicators");
    }

    /**
     * Whether an answer has an entry for each indicator, in order, and no value that is not that of the indicator. Where
     * the window cannot be read it has to say so, and has no value at all. It passes if every indicator has a value, and
     * only then.
     */
    static boolean isRight(JsonNode event, JsonNode finished) {
        JsonNode names = names(event);
        JsonNode values = values(finished);
        boolean errored = finished.at("/data/status").asText().equals("errored");
        return values.size() == names.size()
                && IntStream.range(0, names.size()).allMatch(i -> isEntryOf(names.get(i), values.get(i)))
                && (isReadable(event) || errored && stream(values).noneMatch(Events::hasValue))
                && stream(values).allMatch(Events::hasValue)
                        == finished.at("/data/result").asText().equals("pass");
    }

    /** Whether an answer to an event that can be read has a value for each indicator that is known. */
    static boolean isComplete(JsonNode event, JsonNode finished) {
        JsonNode names = names(event);
        JsonNode values = values(finished);
        return IntStream.range(0, names.size()).allMatch(i -> !isKnown(names.get(i)) || hasValue(values.path(i)))
                && (!isPassing(event) || finished.at("/data/result").asText().equals("pass"));
    }

    private static JsonNode values(JsonNode finished) {
        return finished.at("/data/get-sli/indicatorValues");
    }

    private static boolean isEntryOf(JsonNode name, JsonNode entry) {
        return entry.path("metric").equals(name) && (!hasValue(entry) || isKnown(name) && isValueOf(name, entry));
    }

    private static boolean isValueOf(JsonNode name, JsonNode entry) {
        JsonNode value = entry.path("value");
        return value.isNumber()
                && value.doubleValue() == Double.parseDouble(name.asText().substring(1));
    }

    private static boolean hasValue(JsonNode entry) {
        return entry.path("success").asBoolean();
    }
}
