package dev.sliprovider.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.NameRules;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.sli.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The history of a service over HTTP, for CI jobs without a shared disk. */
public final class HistoryOverHttp implements EvaluationHistory {

    private final HistoryServer server;

    /** @param server that has the history */
    public HistoryOverHttp(HistoryServer server) {
        this.server = server;
    }

    @Override
    public ServiceHistory of(Scope scope) throws HistoryException {
        NameRules.require(scope);
        return new ServiceOverHttp(server, scope);
    }

    @Override
    public List<Scope> services() throws HistoryException {
        JsonNode answer = server.send(HttpMethod.GET, "/history/services", Map.of(), Optional.empty());
        var services = new ArrayList<Scope>();
        for (JsonNode each : answer.path("services")) {
            scope(each).ifPresent(services::add);
        }
        return services;
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        NameRules.requireId(id);
        JsonNode event = server.send(HttpMethod.GET, "/history/evaluation", Map.of("id", id), Optional.empty())
                .path("evaluation");
        Optional<Scope> scope = scope(event.path("data"));
        return scope.isEmpty() ? Optional.empty() : read(event, scope.get());
    }

    /** @return the evaluation, unless it is one that cannot be used */
    static Optional<KeptEvaluation> read(JsonNode event, Scope scope) {
        try {
            return Optional.of(RecordJson.read(event, scope));
        } catch (UnusableRecordException e) {
            return Optional.empty();
        }
    }

    private static Optional<Scope> scope(JsonNode names) {
        try {
            return Optional.of(new Scope(
                    names.path("project").asText(),
                    names.path("stage").asText(),
                    names.path("service").asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
