package dev.sliprovider.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.gate.RecordedValue.SampleCount;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.sli.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** An explanation for programs. */
public final class ExplanationJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ExplanationJson() {}

    /** @return the document */
    public static ObjectNode of(Explanation explanation) {
        RecordedValues recorded = explanation.recorded();
        ObjectNode document = JSON.objectNode();
        document.put("project", recorded.scope().project());
        document.put("stage", recorded.scope().stage());
        document.put("service", recorded.scope().service());
        document.put("start", recorded.window().start().toString());
        document.put("end", recorded.window().end().toString());
        document.put("id", recorded.circumstances().id());
        recorded.circumstances().time().ifPresent(time -> document.put("time", time.toString()));
        recorded.circumstances().endpoint().ifPresent(endpoint -> document.put("endpointThen", endpoint));
        document.put("endpoint", explanation.endpoint());
        document.put("different", explanation.isDifferent());
        ArrayNode indicators = document.putArray("indicators");
        explanation.values().forEach(value -> indicators.add(value(value)));
        explanation.remarks().forEach(document.putArray("remarks")::add);
        return document;
    }

    private static ObjectNode value(ExplainedValue value) {
        ObjectNode node = JSON.objectNode();
        node.put("sli", value.then().sli());
        value.then().query().ifPresent(query -> node.put("query", query));
        node.put("change", value.change().text());
        ObjectNode then = node.putObject("then");
        add(then, value.then().value(), value.then().reason(), value.then().samples());
        if (!value.then().message().isEmpty()) {
            then.put("message", value.then().message());
        }
        value.now().ifPresent(answer -> {
            ObjectNode now = node.putObject("now");
            add(now, value.valueNow(), value.missingNow().map(missing -> missing.reason()), value.samples());
            value.missingNow().ifPresent(missing -> now.put("message", missing.message()));
            answer.warnings().forEach(now.putArray("warnings")::add);
            now.put("milliseconds", answer.took().toMillis());
        });
        if (value.then().value().isPresent() && value.valueNow().isPresent()) {
            double difference =
                    value.valueNow().getAsDouble() - value.then().value().getAsDouble();
            if (Double.isFinite(difference)) {
                node.put("difference", difference);
            }
        }
        value.reasons().forEach(node.putArray("reasons")::add);
        return node;
    }

    private static void add(
            ObjectNode node, OptionalDouble value, Optional<Reason> reason, Map<String, SampleCount> samples) {
        value.ifPresentOrElse(number -> node.put("value", number), () -> node.putNull("value"));
        reason.ifPresent(why -> node.put("reason", why.name().toLowerCase(Locale.ROOT)));
        if (!samples.isEmpty()) {
            ArrayNode counts = node.putArray("samples");
            new TreeMap<>(samples).forEach((selector, count) -> counts.addObject()
                    .put("selector", selector)
                    .put("series", count.series())
                    .put("samples", count.samples()));
        }
    }
}
