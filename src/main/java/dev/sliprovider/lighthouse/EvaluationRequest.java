package dev.sliprovider.lighthouse;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.SloConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Keptn's request for an evaluation (contract §1.9).
 *
 * @param event {@code evaluation.triggered}
 * @param names project, stage, service and labels, as sent
 * @param scope the service
 * @param window that is evaluated
 */
record EvaluationRequest(KeptnEvent event, EventScope names, Scope scope, EvaluationWindow window) {

    /** @throws InvalidEventException if the event names no service */
    static EvaluationRequest of(KeptnEvent event, EvaluationWindow window) {
        EventScope names = EventScope.of(event.data());
        try {
            return new EvaluationRequest(
                    event, names, new Scope(names.project(), names.stage(), names.service()), window);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("data", "the event cannot be used: data." + e.getMessage());
        }
    }

    /** @return the deployment that was evaluated, if the event names one */
    Optional<String> deployment() {
        return Optional.of(event.data().at("/deployment/deploymentNames/0").asText(""))
                .filter(name -> !name.isBlank());
    }

    /** @return the request for values that Lighthouse would send for these objectives (contract §1.4) */
    GetSliTriggered values(SloConfig slo) {
        return new GetSliTriggered(
                names.project(),
                names.stage(),
                names.service(),
                names.labels(),
                "",
                window.start(),
                window.end(),
                slo.objectives().stream().map(objective -> objective.sli()).toList(),
                slo.filter().entrySet().stream().map(EvaluationRequest::filter).toList(),
                deployment().orElse(""),
                event.gitcommitid(),
                names.problems());
    }

    private static Filter filter(Map.Entry<String, String> filter) {
        return new Filter(filter.getKey(), filter.getValue());
    }
}
