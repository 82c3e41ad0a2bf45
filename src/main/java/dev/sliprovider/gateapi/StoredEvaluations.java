package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.gate.EarlierEvaluations;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The evaluations of the history, for clients. */
@Singleton
final class StoredEvaluations {

    private final GateHistory history;
    private final GateThreads threads;

    StoredEvaluations(GateHistory history, GateThreads threads) {
        this.history = history;
        this.threads = threads;
    }

    /** A change of the history of one service. */
    interface Change {
        void make(ServiceHistory history, Scope scope) throws HistoryException;
    }

    /** @return what an equal request with the same id led to; fails with HTTP 409 if the id is that of another request */
    Uni<Optional<ReportedEvaluation>> earlier(EvaluationRequest request) {
        if (request.digest().isEmpty() || !history.isNamed()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return problems(threads.run(() -> {
            Optional<KeptEvaluation> kept =
                    history.of(request.scope()).orElseThrow().byId(request.id());
            if (kept.isPresent()
                    && !RequestedEvaluation.digest(kept.get())
                            .equals(request.digest().get())) {
                throw new ProblemException(Problems.otherRequest(request.id()));
            }
            return kept.isPresent() ? verdict(kept.get()) : Optional.empty();
        }));
    }

    /** An evaluation without a verdict is made again. */
    private static Optional<ReportedEvaluation> verdict(KeptEvaluation kept) throws GateException {
        return Optional.of(RequestedEvaluation.reported(kept))
                .filter(recorded -> !recorded.outcome().equals("errored"));
    }

    /** @return the evaluation with that id of a service that is allowed */
    Uni<Optional<ReportedEvaluation>> find(String id, Permission permission) {
        return problems(threads.run(() -> {
            Optional<KeptEvaluation> kept = history.find(id, permission);
            return kept.isPresent() ? Optional.of(RequestedEvaluation.reported(kept.get())) : Optional.empty();
        }));
    }

    /** @return the events that are chosen, newest first, as a JSON array */
    Uni<ArrayNode> list(Permission permission, ListQuery query) {
        return problems(threads.run(() -> {
            List<Scope> services = history.services(scope -> permission.allows(scope) && query.isOf(scope));
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            history.newest(services, query.read()).stream()
                    .filter(query::matches)
                    .sorted(Comparator.comparing(KeptEvaluation::time).reversed())
                    .limit(query.limit())
                    .forEach(kept -> array.add(kept.event()));
            return array;
        }));
    }

    /** @param recent the evaluation, if it is in no history */
    Uni<Response> report(String id, Permission permission, Optional<ReportedEvaluation> recent, ReportForm form) {
        return problems(threads.run(() -> {
            Optional<KeptEvaluation> kept = history.find(id, permission);
            Optional<ReportedEvaluation> recorded =
                    kept.isPresent() ? Optional.of(RequestedEvaluation.reported(kept.get())) : recent;
            ReportedEvaluation found = recorded.orElseThrow(() -> new ProblemException(Problems.unknown(id)));
            return form.response(found, earlier(found));
        }));
    }

    private List<PastEvaluation> earlier(ReportedEvaluation recorded) throws HistoryException {
        Optional<ServiceHistory> own = history.of(recorded.verdict().scope());
        return own.isPresent() ? EarlierEvaluations.of(own.get(), recorded) : List.of();
    }

    /** @return an item once the history of the evaluation's service is changed */
    Uni<Boolean> change(String id, Permission permission, Change change) {
        return problems(threads.run(() -> {
            KeptEvaluation kept =
                    history.find(id, permission).orElseThrow(() -> new ProblemException(Problems.unknown(id)));
            Scope scope = GateHistory.scope(kept);
            change.make(history.of(scope).orElseThrow(), scope);
            return true;
        }));
    }

    private static <T> Uni<T> problems(Uni<T> item) {
        return item.onFailure(GateException.class)
                .transform(failure -> new ProblemException(Problems.of((GateException) failure)));
    }
}
