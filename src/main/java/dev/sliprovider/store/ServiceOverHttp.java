package dev.sliprovider.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.NameRules;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evaluations of one service, over HTTP. */
final class ServiceOverHttp implements ServiceHistory {

    private static final String EVALUATIONS = "/history/evaluations";
    private static final String EVALUATION = "/history/evaluation";
    private static final String PIN = "/history/pin";
    /** Evaluations of one request; an event has some kilobytes. */
    private static final int PAGE = 100;

    /** Characters of ids in one request. */
    private static final int PART = 300;

    private final HistoryServer server;
    private final Scope scope;

    ServiceOverHttp(HistoryServer server, Scope scope) {
        this.server = server;
        this.scope = scope;
    }

    @Override
    public Found newest(Comparison comparison, String own, Instant now) throws HistoryException {
        return found(
                HttpMethod.GET,
                with(Map.of(
                        "include", comparison.includeResultWithScore(),
                        "limit", Long.toString(Math.min(comparison.results(), PAGE)),
                        "own", own,
                        "now", now.toString())));
    }

    @Override
    public Found before(Comparison comparison, Instant time) throws HistoryException {
        return found(
                HttpMethod.GET,
                with(Map.of(
                        "include", comparison.includeResultWithScore(),
                        "limit", Long.toString(Math.min(comparison.results(), PAGE)),
                        "before", time.toString())));
    }

    /** In parts, because the line of a request is bounded. */
    @Override
    public List<String> absent(List<String> ids) throws HistoryException {
        var absent = new ArrayList<String>();
        ArrayNode part = JsonNodeFactory.instance.arrayNode();
        int length = 0;
        for (String id : ids) {
            NameRules.requireId(id);
            part.add(id);
            length += id.length();
            if (length > PART) {
                absent.addAll(absentOf(part));
                part.removeAll();
                length = 0;
            }
        }
        absent.addAll(absentOf(part));
        return absent;
    }

    private List<String> absentOf(ArrayNode ids) throws HistoryException {
        var absent = new ArrayList<String>();
        if (!ids.isEmpty()) {
            server.send(HttpMethod.GET, "/history/absent", with(Map.of("ids", ids.toString())), Optional.empty())
                    .path("absent")
                    .forEach(id -> absent.add(id.asText()));
        }
        return absent;
    }

    @Override
    public Found until(Instant time, int count) throws HistoryException {
        return all(Optional.of(time), count);
    }

    @Override
    public Found newest(int count) throws HistoryException {
        return all(Optional.empty(), count);
    }

    /** Each further page begins at the time at which the last one ends; what it repeats is left out. */
    private Found all(Optional<Instant> until, int count) throws HistoryException {
        var evaluations = new LinkedHashMap<String, KeptEvaluation>();
        var skipped = new ArrayList<String>();
        Optional<Instant> from = until;
        int before;
        do {
            before = evaluations.size();
            var parameters = new HashMap<String, String>();
            parameters.put("limit", Integer.toString(Math.min(PAGE, count)));
            from.ifPresent(time -> parameters.put("until", time.toString()));
            Found page = found(HttpMethod.GET, with(parameters));
            for (KeptEvaluation kept : page.evaluations()) {
                evaluations.putIfAbsent(kept.id(), kept);
                from = Optional.of(kept.time());
            }
            page.skipped().stream().filter(text -> !skipped.contains(text)).forEach(skipped::add);
        } while (evaluations.size() < count && evaluations.size() > before);
        return new Found(evaluations.values().stream().limit(count).toList(), skipped);
    }

    private Found found(HttpMethod method, Map<String, String> parameters) throws HistoryException {
        JsonNode answer = server.send(method, EVALUATIONS, parameters, Optional.empty());
        var evaluations = new ArrayList<KeptEvaluation>();
        var skipped = new ArrayList<String>();
        answer.path("skipped").forEach(text -> skipped.add(text.asText()));
        for (JsonNode event : answer.path("evaluations")) {
            try {
                evaluations.add(RecordJson.read(event, scope));
            } catch (UnusableRecordException e) {
                skipped.add("An evaluation of " + server + " is skipped: " + e.getMessage() + ".");
            }
        }
        return new Found(evaluations, skipped);
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        NameRules.requireId(id);
        JsonNode answer = server.send(HttpMethod.GET, EVALUATION, with(Map.of("id", id)), Optional.empty());
        return HistoryOverHttp.read(answer.path("evaluation"), scope);
    }

    @Override
    public void add(KeptEvaluation kept) throws HistoryException {
        NameRules.requireId(kept.id());
        server.send(HttpMethod.PUT, EVALUATION, with(Map.of("id", kept.id())), Optional.of(kept.event()));
    }

    @Override
    public boolean invalidate(String id, String reason) throws HistoryException {
        NameRules.requireId(id);
        return isDone(server.send(
                HttpMethod.PUT,
                "/history/invalidation",
                with(Map.of("id", id)),
                Optional.of(JsonNodeFactory.instance.objectNode().put("reason", reason))));
    }

    @Override
    public boolean pin(String id) throws HistoryException {
        NameRules.requireId(id);
        return isDone(server.send(HttpMethod.PUT, PIN, with(Map.of("id", id)), Optional.empty()));
    }

    private static boolean isDone(JsonNode answer) {
        return answer.path("found").asBoolean();
    }

    @Override
    public void unpin() throws HistoryException {
        server.send(HttpMethod.DELETE, PIN, with(Map.of()), Optional.empty());
    }

    @Override
    public Optional<String> pinned() throws HistoryException {
        return Optional.ofNullable(server.send(HttpMethod.GET, PIN, with(Map.of()), Optional.empty())
                .path("id")
                .textValue());
    }

    @Override
    public Pruned prune(int keep, Instant now) throws HistoryException {
        JsonNode answer = server.send(
                HttpMethod.DELETE,
                EVALUATIONS,
                with(Map.of("keep", Integer.toString(keep), "now", now.toString())),
                Optional.empty());
        return new Pruned(
                answer.path("evaluations").asInt(), answer.path("leftovers").asInt());
    }

    private Map<String, String> with(Map<String, String> parameters) {
        var all = new LinkedHashMap<String, String>();
        all.put("project", scope.project());
        all.put("stage", scope.stage());
        all.put("service", scope.service());
        all.putAll(parameters);
        return all;
    }
}
