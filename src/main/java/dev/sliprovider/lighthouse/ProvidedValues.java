package dev.sliprovider.lighthouse;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.evaluator.RetrievedValues;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gate.Values;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/** Retrieves the values of an evaluation in this process, as the get-sli task answers a request for them. */
@Singleton
final class ProvidedValues {

    private final SliRetrieval retrieval;
    private final PrometheusEndpoints endpoints;

    ProvidedValues(SliRetrieval retrieval, PrometheusEndpoints endpoints) {
        this.retrieval = retrieval;
        this.endpoints = endpoints;
    }

    /**
     * @param warnings about slo.yaml, a sentence each
     * @param progress receives sentences while samples are waited for
     * @return the values; those of an errored answer if they cannot be retrieved
     */
    Uni<Values> of(
            EvaluationRequest request, SloConfig slo, List<String> warnings, Deadline left, Consumer<String> progress) {
        GetSliTriggered wanted = request.values(slo);
        return Uni.createFrom()
                .deferred(() -> retrieval.retrieveWhenComplete(wanted.toTask(), left, progress))
                .onFailure(ProvidedValues::isKnown)
                .recoverWithItem(failure -> GetSliFinished.errored(failure.getMessage(), wanted.indicators()))
                .flatMap(outcome -> endpoint(request, left).map(endpoint -> RetrievedValues.values(
                                request.scope(),
                                request.names().labels(),
                                new Window(
                                        request.window().start(),
                                        request.window().end()),
                                outcome,
                                endpoint)
                        .warned(warnings)));
    }

    /** A moment ago it was read for the queries. */
    private Uni<String> endpoint(EvaluationRequest request, Deadline left) {
        return endpoints
                .of(request.scope().project())
                .map(Object::toString)
                .ifNoItem()
                .after(left.atMost(left.left()))
                .on(Timeouts.clock())
                .recoverWithItem("")
                .onFailure(EndpointException.class)
                .recoverWithItem("");
    }

    private static boolean isKnown(Throwable failure) {
        return failure instanceof SliConfigException
                || failure instanceof EndpointException
                || failure instanceof WindowException
                || failure instanceof InvalidEventException;
    }
}
