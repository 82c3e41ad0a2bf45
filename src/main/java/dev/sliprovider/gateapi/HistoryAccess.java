package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableNameException;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Places;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives clients access to the history as far as their tokens allow. All of it blocks. What clients send is not trusted.
 *
 * @param history of the service
 */
record HistoryAccess(EvaluationHistory history) {

    private static final Logger LOG = Logger.getLogger(HistoryAccess.class);
    private static final int MOST = 100;
    private static final int MOST_IDS = 1000;
    private static final int MOST_KEPT = 1_000_000;
    /** The evaluations of one response end after so many bytes. */
    private static final int MOST_BYTES = 4 << 20;

    HistoryAnswer answer(HistoryRequest request) {
        try {
            if (request.operation().isChange() && !request.permission().mayChange()) {
                return HistoryAnswer.forbidden("changes, because it is read-only");
            }
            return switch (request.operation()) {
                case SERVICES -> services(request.permission());
                case ONE -> request.has("project") ? ofService(request) : one(request.text("id"), request.permission());
                case LIST, ABSENT, PINNED, ADD, INVALIDATE, PIN, UNPIN, PRUNE -> ofService(request);
            };
        } catch (HistoryRequest.UnusableException | UnusableNameException e) {
            return HistoryAnswer.unusable(e.getMessage());
        } catch (HistoryException e) {
            return unavailable(e);
        }
    }

    /** The message names a path or an address of this machine, which is for its log. */
    private static HistoryAnswer unavailable(HistoryException e) {
        LOG.warn(e.getMessage());
        return HistoryAnswer.problem(
                503,
                "The history is unavailable",
                "the service cannot use its history now, and its log says why; repeat the request later");
    }

    private HistoryAnswer ofService(HistoryRequest request) throws HistoryRequest.UnusableException, HistoryException {
        Scope scope = request.scope();
        if (!request.permission().allows(scope)) {
            return HistoryAnswer.forbidden("the service " + scope);
        }
        ServiceHistory of = history.of(scope);
        return switch (request.operation()) {
            case SERVICES -> services(request.permission());
            case LIST -> list(request, of);
            case ONE -> event(of.byId(request.text("id")));
            case ABSENT -> absent(request, of);
            case PINNED -> pinned(of.pinned());
            case ADD -> add(request, scope, of);
            case INVALIDATE -> HistoryAnswer.of(of.invalidate(request.text("id"), reason(request)));
            case PIN -> HistoryAnswer.of(of.pin(request.text("id")));
            case UNPIN -> {
                of.unpin();
                yield HistoryAnswer.of(true);
            }
            case PRUNE -> {
                ServiceHistory.Pruned pruned = of.prune(request.number("keep", 0, MOST_KEPT), request.time("now"));
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                yield HistoryAnswer.of(
                        body.put("evaluations", pruned.evaluations()).put("leftovers", pruned.leftovers()));
            }
        };
    }

    private HistoryAnswer services(Permission permission) throws HistoryException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode services = body.putArray("services");
        for (Scope scope : history.services()) {
            if (permission.allows(scope)) {
                services.addObject()
                        .put("project", scope.project())
                        .put("stage", scope.stage())
                        .put("service", scope.service());
            }
        }
        return HistoryAnswer.of(body);
    }

    private HistoryAnswer one(String id, Permission permission) throws HistoryException {
        Optional<KeptEvaluation> newest = Optional.empty();
        for (Scope scope : history.services()) {
            if (permission.allows(scope)) {
                Optional<KeptEvaluation> found = history.of(scope).byId(id);
                boolean isNewer = found.isPresent()
                        && (newest.isEmpty()
                                || found.get().time().isAfter(newest.get().time()));
                newest = isNewer ? found : newest;
            }
        }
        return event(newest);
    }

    private static HistoryAnswer event(Optional<KeptEvaluation> kept) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        kept.ifPresent(found -> body.set("evaluation", found.event()));
        return HistoryAnswer.of(body);
    }

    private static HistoryAnswer pinned(Optional<String> id) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        id.ifPresent(pinned -> body.put("id", pinned));
        return HistoryAnswer.of(body);
    }

    private static HistoryAnswer list(HistoryRequest request, ServiceHistory of)
            throws HistoryRequest.UnusableException, HistoryException {
        ServiceHistory.Found found = found(request, of, request.number("limit", 1, MOST));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode evaluations = body.putArray("evaluations");
        int bytes = 0;
        for (KeptEvaluation kept : found.evaluations()) {
            bytes += RecordJson.bytes(kept.event()).length;
            if (bytes > MOST_BYTES && !evaluations.isEmpty()) {
                break;
            }
            evaluations.add(kept.event());
        }
        ArrayNode skipped = body.putArray("skipped");
        found.skipped().stream().map(HistoryAccess::withoutPath).forEach(skipped::add);
        return HistoryAnswer.of(body);
    }

    private static ServiceHistory.Found found(HistoryRequest request, ServiceHistory of, int limit)
            throws HistoryRequest.UnusableException, HistoryException {
        if (request.has("include")) {
            var comparison = new Comparison("several_results", request.text("include"), limit, "avg", Places.NONE);
            return request.has("before")
                    ? of.before(comparison, request.time("before"))
                    : of.newest(comparison, request.text("own"), request.time("now"));
        }
        return request.has("until") ? of.until(request.time("until"), limit) : of.newest(limit);
    }

    /** Clients need not know where the service keeps its files. */
    private static String withoutPath(String sentence) {
        return sentence.replaceFirst("^/\\S*/", "").replaceFirst(" in postgresql://\\S+", "");
    }

    private static HistoryAnswer absent(HistoryRequest request, ServiceHistory of)
            throws HistoryRequest.UnusableException, HistoryException {
        JsonNode ids = json(request.text("ids").getBytes(StandardCharsets.UTF_8));
        if (!ids.isArray() || ids.size() > MOST_IDS) {
            throw new HistoryRequest.UnusableException(
                    "the parameter ids is no JSON array of at most " + MOST_IDS + " texts; correct it");
        }
        var asked = new ArrayList<String>();
        ids.forEach(id -> asked.add(id.asText()));
        List<String> absent = of.absent(asked);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode array = body.putArray("absent");
        absent.forEach(array::add);
        return HistoryAnswer.of(body);
    }

    private static String reason(HistoryRequest request) throws HistoryRequest.UnusableException {
        String reason = json(request.body()).path("reason").asText("").strip();
        if (reason.isEmpty()) {
            throw new HistoryRequest.UnusableException("reason is missing; write why the evaluation does not count");
        }
        return reason;
    }

    private static HistoryAnswer add(HistoryRequest request, Scope scope, ServiceHistory of)
            throws HistoryRequest.UnusableException, HistoryException {
        JsonNode event = json(request.body());
        if (!event.path("type").asText().equals(KeptEvaluation.TYPE)) {
            throw new HistoryRequest.UnusableException(
                    "the body is no event of the type " + KeptEvaluation.TYPE + "; send what evaluate -o event prints");
        }
        try {
            KeptEvaluation kept = RecordJson.read(event, scope);
            if (!kept.id().equals(request.text("id"))) {
                throw new HistoryRequest.UnusableException(
                        "the parameter id is not the id of the event; give the same one");
            }
            of.add(kept);
            return HistoryAnswer.of(true);
        } catch (UnusableRecordException e) {
            throw new HistoryRequest.UnusableException("the body cannot be recorded: " + e.getMessage());
        }
    }

    private static JsonNode json(byte[] bytes) throws HistoryRequest.UnusableException {
        try {
            JsonNode read = RecordJson.tree(bytes);
            requireFinite(read);
            return read;
        } catch (UnusableRecordException e) {
            throw new HistoryRequest.UnusableException("the JSON of the request cannot be read: " + e.getMessage());
        }
    }

    /** A number such as 1e400 would be written as a word that is no JSON. */
    private static void requireFinite(JsonNode node) throws HistoryRequest.UnusableException {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            throw new HistoryRequest.UnusableException("the body has a number that no double can hold; correct it");
        }
        for (JsonNode child : node) {
            requireFinite(child);
        }
    }
}
