package dev.sliprovider.gateapi;

import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gateapi.EvaluationRuns.Offer;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Checks of Azure DevOps that do not wait for the response: the outcome is sent to the plan. */
@Singleton
final class AzureChecks {

    private final GateConfig config;
    private final EvaluationStarter starter;
    private final OutgoingEvents events;

    AzureChecks(GateConfig config, EvaluationStarter starter, OutgoingEvents events) {
        this.config = config;
        this.starter = starter;
        this.events = events;
    }

    /** @return HTTP 200 once the evaluation is accepted, because Azure waits three seconds for it */
    Response start(EvaluationRequest request, MultiMap headers) {
        AzureCallback callback = AzureCallback.of(headers, config.azureHosts());
        return switch (starter.start(request)) {
            case Offer.Refused refused -> Doorkeeper.response(refused.problem());
            case Offer.Accepted accepted -> {
                accepted.run()
                        .outcome()
                        .subscribe()
                        .with(outcome -> events.send(callback, isGood(outcome)), failure -> {});
                yield EvaluationDocument.response(EvaluationDocument.running(request));
            }
        };
    }

    /** A check that could not be evaluated has failed. */
    private static boolean isGood(Outcome outcome) {
        return outcome instanceof Outcome.Concluded concluded
                && (concluded.conclusion() == Conclusion.PASS || concluded.conclusion() == Conclusion.WARNING);
    }
}
