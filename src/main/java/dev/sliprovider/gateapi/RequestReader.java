package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.gateapi.EvaluationRequest.Given;
import dev.sliprovider.gateapi.EvaluationRequest.Recording;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.EventRequest;
import dev.sliprovider.transport.Problem;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads requests for an evaluation, whatever their form. */
@Singleton
final class RequestReader {

    private static final String LABEL = "label.";
    private static final String FILTER = "filter.";
    private static final List<String> KNOWN = List.of(
            "timeframe",
            "start",
            "end",
            "deployment",
            "commit",
            "compareWith",
            "waitForData",
            "deadline",
            "warning",
            "hook",
            "mode");

    private final GateConfig config;

    RequestReader(GateConfig config) {
        this.config = config;
    }

    /** @return the request of a JSON body or of a CloudEvent */
    EvaluationRequest read(MultiMap headers, byte[] body) {
        String type = EventRequest.mediaType(headers);
        if (type.equals(EventFormat.MEDIA_TYPE) || headers.contains("ce-type")) {
            return event(headers, body);
        }
        if (!type.equals(EvaluationDocument.JSON)) {
            throw new ProblemException(unsupported(type));
        }
        JsonNode json = RequestBody.parse(body);
        return json.has("specversion") && json.has("type") ? event(headers, body) : new RequestBody(config).read(json);
    }

    /** @throws ProblemException naming a parameter that a gate does not know: it may be misspelt */
    static void requireKnown(MultiMap parameters) {
        for (String name : parameters.names()) {
            if (!KNOWN.contains(name) && !name.startsWith(LABEL) && !name.startsWith(FILTER)) {
                throw ProblemException.wrong(
                        name,
                        "the parameter \"" + name + "\" is unknown; "
                                + NearestName.to(name, KNOWN)
                                        .map(meant -> "did you mean " + meant + "?")
                                        .orElse("a gate takes " + String.join(", ", KNOWN)
                                                + ", label.NAME and filter.NAME"));
            }
        }
    }

    static Problem unsupported(String type) {
        return new Problem(
                415,
                "Unsupported media type",
                "Content-Type is " + (type.isEmpty() ? "missing" : type) + "; send application/json, or an event as "
                        + EventFormat.MEDIA_TYPE,
                Optional.of("Content-Type"));
    }

    private EvaluationRequest event(MultiMap headers, byte[] body) {
        try {
            return new RequestEvent(config).read(EventRequest.read(headers, body, type -> true));
        } catch (InvalidEventException e) {
            throw ProblemException.wrong(e.field(), e.getMessage());
        } catch (EventRequest.UnsupportedMediaTypeException e) {
            throw new ProblemException(
                    new Problem(415, "Unsupported media type", e.getMessage(), Optional.of("Content-Type")));
        }
    }

    /**
     * @param parameters of an address that names the service in its path; others than those of a request are not read
     * @return a request whose evaluation is not recorded
     */
    EvaluationRequest read(Scope scope, MultiMap parameters) {
        var texts = new LinkedHashMap<String, String>();
        var labels = new LinkedHashMap<String, String>();
        var filters = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> parameter : parameters) {
            String name = parameter.getKey();
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), parameter.getValue());
            } else if (name.startsWith(FILTER)) {
                filters.put(name.substring(FILTER.length()), parameter.getValue());
            } else {
                texts.put(name, parameter.getValue());
            }
        }
        texts.put("project", scope.project());
        texts.put("stage", scope.stage());
        texts.put("service", scope.service());
        texts.keySet().removeAll(List.of("id", "record"));
        List<String> compareWith = parameters.getAll("compareWith").stream()
                .filter(text -> !text.isBlank())
                .toList();
        var fields = new RequestFields(texts, labels, filters, compareWith);
        return new EvaluationRequest(
                fields.id(),
                Optional.empty(),
                fields.target(true),
                fields.terms(config, Recording.NEVER),
                Given.NOTHING);
    }
}
