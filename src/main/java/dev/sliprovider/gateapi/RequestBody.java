package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.gateapi.EvaluationRequest.Given;
import dev.sliprovider.gateapi.EvaluationRequest.Recording;
import dev.sliprovider.gateapi.EvaluationRequest.Terms;
import dev.sliprovider.sli.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a request for an evaluation from the members of a JSON object.
 *
 * @param config what a request may contain
 */
record RequestBody(GateConfig config) {

    private static final int LARGEST_FILE = 256 << 10;
    private static final int MOST_ENTRIES = 200;
    private static final Set<String> TEXTS = Set.of(
            "project",
            "stage",
            "service",
            "timeframe",
            "start",
            "end",
            "deployment",
            "commit",
            "id",
            "waitForData",
            "deadline",
            "record",
            "slo",
            "sli");
    private static final Set<String> OTHERS = Set.of("labels", "filters", "compareWith", "values");

    /** @return the JSON object of a body */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode read = UntrustedJson.parse("the body", body);
            if (!read.isObject()) {
                throw ProblemException.wrong(
                        "body", "the body is no JSON object; send one with project, stage and service");
            }
            return read;
        } catch (GateException e) {
            throw ProblemException.wrong("body", e.getMessage());
        }
    }

    /** @throws ProblemException naming the member at fault */
    EvaluationRequest read(JsonNode body) {
        body.fieldNames().forEachRemaining(RequestBody::requireKnown);
        var fields = new RequestFields(
                texts(body),
                map("labels", body.path("labels")),
                map("filters", body.path("filters")),
                list(body.path("compareWith")));
        Optional<JsonNode> values = Optional.of(body.path("values")).filter(JsonNode::isObject);
        if (values.isEmpty() && body.hasNonNull("values")) {
            throw ProblemException.wrong("values", "values is no object; write a map such as {\"error_rate\": 0.01}");
        }
        EvaluationTarget target = fields.target(values.isEmpty());
        Terms terms = fields.terms(config, Recording.AUTO);
        if (values.isPresent() && terms.compareWith() instanceof CompareWith.Live) {
            throw ProblemException.wrong(
                    "compareWith", "compareWith asks Prometheus, and values does not; compare with id:ID instead");
        }
        Optional<String> digest = fields.text("id").map(id -> Digest.of(body));
        return new EvaluationRequest(fields.id(), digest, target, terms, given(fields, values));
    }

    private Given given(RequestFields fields, Optional<JsonNode> values) {
        Optional<SourceFile> slo = file(fields, "slo");
        Optional<SourceFile> sli = file(fields, "sli");
        if (sli.isPresent() && slo.isEmpty()) {
            throw ProblemException.wrong("sli", "sli is given without slo; give both, or neither");
        }
        return new Given(values, slo, sli.stream().toList());
    }

    private Optional<SourceFile> file(RequestFields fields, String name) {
        Optional<String> text = fields.text(name);
        if (text.isPresent() && !config.inline()) {
            throw ProblemException.wrong(
                    name,
                    name
                            + " is not taken from requests, because it can query anything; keep the file where the service reads"
                            + " it, or set sli-provider.gate.inline=true");
        }
        if (text.filter(yaml -> yaml.length() > LARGEST_FILE).isPresent()) {
            throw ProblemException.wrong(name, name + " is longer than " + LARGEST_FILE + " characters; shorten it");
        }
        return text.map(yaml -> new SourceFile(name + ".yaml", yaml));
    }

    /** @return the names of all members that a request may have */
    static Set<String> members() {
        var all = new TreeSet<>(TEXTS);
        all.addAll(OTHERS);
        return all;
    }

    private static void requireKnown(String name) {
        if (!members().contains(name)) {
            throw ProblemException.wrong(
                    name,
                    "the member \"" + name + "\" is unknown; "
                            + NearestName.to(name, members())
                                    .map(meant -> "did you mean " + meant + "?")
                                    .orElse("the members are " + String.join(", ", members())));
        }
    }

    private static Map<String, String> texts(JsonNode body) {
        var texts = new LinkedHashMap<String, String>();
        for (String name : TEXTS) {
            JsonNode value = body.path(name);
            if (value.isContainerNode()) {
                throw ProblemException.wrong(name, name + " is no text; write it in quotes");
            }
            if (body.hasNonNull(name)) {
                texts.put(name, value.asText());
            }
        }
        return texts;
    }

    private static Map<String, String> map(String name, JsonNode node) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject() || node.size() > MOST_ENTRIES) {
            throw ProblemException.wrong(
                    name, name + " is no map of at most " + MOST_ENTRIES + " texts; write {\"key\": \"value\"}");
        }
        var map = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isContainerNode()) {
                throw ProblemException.wrong(name, name + "." + entry.getKey() + " is no text; write it in quotes");
            }
            map.put(entry.getKey(), entry.getValue().asText());
        }
        return map;
    }

    private static List<String> list(JsonNode node) {
        var list = new ArrayList<String>();
        if (node.isTextual()) {
            list.add(node.asText());
        } else if (node.isArray()) {
            node.forEach(each -> list.add(each.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            throw ProblemException.wrong(
                    "compareWith", "compareWith is neither a text nor a list of texts; correct it");
        }
        return list;
    }
}
