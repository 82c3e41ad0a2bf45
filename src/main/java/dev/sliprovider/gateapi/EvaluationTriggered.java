package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keptn's request for an evaluation (contract §1.4, §1.9).
 *
 * @param scope project, stage, service and labels
 * @param deployment the first name of a deployment
 * @param window from {@code evaluation}, or else from {@code test}
 * @param attributes that the answer repeats (contract §10.8)
 */
public record EvaluationTriggered(
        EventScope scope, Optional<String> deployment, Window window, Map<String, String> attributes) {

    private static final EventType TYPE = EventType.triggered("evaluation");

    /** @throws IllegalArgumentException if it is not such an event, or one that cannot be evaluated */
    public static EvaluationTriggered of(KeptnEvent event) {
        if (!event.type().equals(TYPE)) {
            throw new IllegalArgumentException("its type is " + event.type() + ", not " + TYPE);
        }
        JsonNode data = event.data();
        EventScope scope = EventScope.of(event.data());
        if (!scope.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", scope.problems()));
        }
        return new EvaluationTriggered(
                scope, text(data.path("deployment").path("deploymentNames").path(0)), window(data), attributes(event));
    }

    private static Map<String, String> attributes(KeptnEvent event) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("triggeredid", event.id());
        event.shkeptncontext().ifPresent(context -> attributes.put("shkeptncontext", context));
        event.gitcommitid().ifPresent(commit -> attributes.put("gitcommitid", commit));
        return attributes;
    }

    private static Window window(JsonNode data) {
        JsonNode evaluation = data.path("evaluation");
        Optional<String> start = text(evaluation.path("start"));
        Optional<String> end = text(evaluation.path("end"));
        Optional<String> timeframe = text(evaluation.path("timeframe"));
        if (start.isPresent() && end.isPresent()) {
            return new Window(start.get(), end.get());
        }
        if (timeframe.isEmpty()) {
            JsonNode test = data.path("test");
            return new Window(test.path("start").asText(), test.path("end").asText());
        }
        Duration length = Window.length("data.evaluation.timeframe", timeframe.get());
        return start.isPresent()
                ? new Window(
                        start.get(), Timeframe.instant(start.get()).plus(length).toString())
                : Window.of(Window.Names.MEMBERS, null, null, timeframe.get());
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank());
    }
}
