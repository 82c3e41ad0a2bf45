package dev.sliprovider.gateapi;

import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gateapi.EvaluationRequest.Given;
import dev.sliprovider.gateapi.EvaluationRequest.Recording;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a request for an evaluation from Keptn's evaluation.triggered. Its id is that of the event.
 *
 * @param config of the gate
 */
record RequestEvent(GateConfig config) {

    /** @throws ProblemException naming the member at fault */
    EvaluationRequest read(KeptnEvent event) {
        EvaluationTriggered triggered = RequestFields.checked("data", () -> EvaluationTriggered.of(event));
        var fields = new RequestFields(Map.of("id", event.id()), Map.of(), Map.of(), List.of());
        RequestFields.checked("data.evaluation", () -> {
            Window.requireLongEnough(triggered.window().timeframe());
            return triggered;
        });
        Scope scope = RequestFields.checked(
                "data",
                () -> new Scope(
                        triggered.scope().project(),
                        triggered.scope().stage(),
                        triggered.scope().service()));
        var target = new EvaluationTarget(
                scope,
                triggered.deployment(),
                Optional.of(triggered.window()),
                triggered.scope().labels(),
                Map.of(),
                triggered.attributes());
        return new EvaluationRequest(
                fields.id(),
                Optional.of(Digest.of(event.data())),
                target,
                fields.terms(config, Recording.AUTO),
                Given.NOTHING);
    }
}
