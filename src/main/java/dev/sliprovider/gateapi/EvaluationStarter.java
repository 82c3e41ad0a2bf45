package dev.sliprovider.gateapi;

import dev.sliprovider.gateapi.EvaluationRuns.Offer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Starts evaluations within the bounds of their number. */
@Singleton
final class EvaluationStarter {

    private final EvaluationRuns runs;
    private final RequestedEvaluation evaluation;

    EvaluationStarter(EvaluationRuns runs, RequestedEvaluation evaluation) {
        this.runs = runs;
        this.evaluation = evaluation;
    }

    /** @return the evaluation, or why there is none */
    Offer start(EvaluationRequest request) {
        return runs.offer(request, Uni.createFrom().deferred(() -> evaluation.evaluate(request)));
    }

    /** @return what came of the evaluation, or why there is none */
    Uni<Outcome> outcome(EvaluationRequest request) {
        return switch (start(request)) {
            case Offer.Accepted accepted -> accepted.run().outcome();
            case Offer.Refused refused -> Uni.createFrom().item(new Outcome.Impossible(refused.problem()));
        };
    }

    /** See {@link EvaluationRuns#find}. */
    Optional<EvaluationRun> find(String id, Permission permission) {
        return runs.find(id, permission);
    }

    /** See {@link EvaluationRuns#forget}. */
    void forget(EvaluationRequest.Key key) {
        runs.forget(key);
    }
}
