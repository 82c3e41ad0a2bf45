package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sliprovider.evaluation.GetSliFinishedData;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.RecordedValue.SampleCount;
import dev.sliprovider.gate.RecordedValues.Circumstances;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.SloConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Reads what a get-sli.finished or an evaluation.finished event records of the values. The event may come from others: its
 * types and lengths are checked, and nothing in it decides where a query is sent.
 */
public final class RecordedEvent {

    /** More indicators are refused: slo.yaml has no more objectives. */
    private static final int MOST = 500;

    private final String location;
    private final JsonNode event;

    private RecordedEvent(String location, JsonNode event) {
        this.location = location;
        this.event = event;
    }

    /**
     * @param location how messages call the event
     * @throws GateException if it is neither of both events, or has no queries
     */
    public static RecordedValues read(String location, JsonNode event) throws GateException {
        return new RecordedEvent(location, event).read();
    }

    private RecordedValues read() throws GateException {
        try {
            return event.path("type").asText().equals("sh.keptn.event.get-sli.finished")
                    ? retrieval(GetSliFinishedData.decode(event.path("data")))
                    : evaluation(ReportedEvaluation.of(event));
        } catch (UndecodableException e) {
            throw GateException.wrongInput(
                    location + " is neither a get-sli.finished nor an evaluation.finished event: " + e.getMessage()
                            + "; give a file of the history, or the output of get-sli -o event");
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(location + " cannot be asked again: " + e.getMessage());
        }
    }

    private RecordedValues retrieval(ProviderAnswer answer) throws GateException {
        List<RecordedValue> values = usable(values(
                answer.values().stream().flatMap(Optional::stream),
                byName(event.at("/data/get-sli/indicatorValues"), "metric")));
        return new RecordedValues(
                new Scope(answer.project(), answer.stage(), answer.service()),
                Timeframe.parse(answer.start(), answer.end()),
                answer.labels(),
                deployment(event.path("data").path("deployment"), answer.labels()),
                Map.of(),
                new Circumstances(id(), time(), Optional.empty(), Optional.empty()),
                values);
    }

    private RecordedValues evaluation(ReportedEvaluation read) throws GateException {
        JsonNode gate = read.gate();
        var evaluation = read.verdict().evaluation();
        var details = evaluation.details();
        List<RecordedValue> values = usable(values(
                details.indicatorResults().orElse(List.of()).stream()
                        .map(ObjectiveResult::value)
                        .flatMap(Optional::stream),
                byName(gate.path("indicators"), "sli")));
        return new RecordedValues(
                read.verdict().scope(),
                Timeframe.parse(details.timeStart(), details.timeEnd()),
                evaluation.labels(),
                deployment(gate.path("deployment"), evaluation.labels()),
                read.verdict().slo().map(SloConfig::filter).orElse(Map.of()),
                new Circumstances(
                        id(),
                        // An evaluation of the past has the time of its window.
                        time().filter(time -> !gate.path("seeded").asBoolean()),
                        Optional.of(gate.path("endpoint").asText()).filter(RecordedEvent::isServer),
                        Optional.of(gate.at("/freshness/complete"))
                                .filter(JsonNode::isBoolean)
                                .map(JsonNode::booleanValue)),
                values);
    }

    private List<RecordedValue> usable(List<RecordedValue> values) throws GateException {
        if (values.size() > MOST) {
            throw GateException.wrongInput(location + " has more than " + MOST + " indicators, as many as slo.yaml may"
                    + " have objectives; give an event with fewer");
        }
        if (values.stream().allMatch(value -> value.query().isEmpty())) {
            throw GateException.wrongInput(
                    location + " has no queries, so nothing can be asked again: its values come from a file or from"
                            + " another SLI provider, or no query could be sent; give an event of get-sli, or of evaluate"
                            + " without --values");
        }
        return values;
    }

    /** Values of {@code --values} have the name of a file there. */
    private static boolean isServer(String endpoint) {
        return endpoint.startsWith("http://") || endpoint.startsWith("https://");
    }

    private String id() {
        return event.path("id").asText();
    }

    private Optional<Instant> time() {
        try {
            return Optional.of(Timeframe.instant(event.path("time").asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String deployment(JsonNode own, Map<String, String> labels) {
        return Stream.of(own.asText(), labels.getOrDefault("deployment", ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(SliTask.DEFAULT_DEPLOYMENT);
    }

    private static Map<String, JsonNode> byName(JsonNode list, String name) {
        var found = new HashMap<String, JsonNode>();
        list.forEach(entry -> found.putIfAbsent(entry.path(name).asText(), entry));
        return found;
    }

    /** An indicator of two objectives has one value. */
    private static List<RecordedValue> values(Stream<SliValue> values, Map<String, JsonNode> details) {
        var read = new LinkedHashMap<String, RecordedValue>();
        values.forEach(value -> read.putIfAbsent(
                value.metric(), value(value, details.getOrDefault(value.metric(), MissingNode.getInstance()))));
        return List.copyOf(read.values());
    }

    private static RecordedValue value(SliValue value, JsonNode details) {
        boolean isOwn = value.success() && !NoValuePolicy.isReplaced(value.message());
        return new RecordedValue(
                value.metric(),
                Optional.ofNullable(details.path("query").textValue()).filter(query -> !query.isBlank()),
                isOwn ? OptionalDouble.of(value.value()) : OptionalDouble.empty(),
                ValuesFile.reason(details.path("reason").asText()),
                value.message(),
                samples(details.path("coverage").path("selectors")));
    }

    private static Map<String, SampleCount> samples(JsonNode selectors) {
        var counts = new HashMap<String, SampleCount>();
        for (JsonNode selector : selectors) {
            if (selector.path("series").isInt() && selector.path("samples").isInt()) {
                counts.putIfAbsent(
                        SampleCount.key(
                                selector.path("selector").asText(),
                                selector.path("seconds").asLong()),
                        new SampleCount(
                                selector.path("series").intValue(),
                                selector.path("samples").intValue()));
            }
        }
        return counts;
    }
}
