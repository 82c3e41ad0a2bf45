package dev.sliprovider.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.EvaluationFinishedData;
import dev.sliprovider.evaluation.GetSliFinishedData;
import dev.sliprovider.evaluation.HistorySelection;
import dev.sliprovider.evaluation.StoredEvaluation;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.NoReferenceResultException;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.QualityGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An input of the quality gate, and what Lighthouse said of it.
 *
 * @param json a line of the file
 */
record GoldenCase(JsonNode json) {

    private static final Scope SCOPE = new Scope("shop", "qa", "cart");

    /** Two outcomes that differ. */
    record Difference(String id, String expected, String actual) {}

    String id() {
        return json.path("id").asText();
    }

    /** @return how our outcome differs from Lighthouse's; empty if it does not */
    Optional<Difference> difference() {
        JsonNode expected = json.path("expected");
        Optional<ObjectNode> actual;
        String refusal = "";
        try {
            actual = Optional.of(EvaluationFinishedData.encode(SCOPE, evaluate(), slo()));
        } catch (NoReferenceResultException e) {
            actual = Optional.empty();
            refusal = "refused: " + e.getMessage();
        }
        boolean isFinished = expected.path("outcome").asText().equals("finished");
        boolean agrees = actual.map(data -> isFinished && new Agreement(slo()).agrees(expected, data))
                .orElse(!isFinished && !refusal.isEmpty());
        return agrees
                ? Optional.empty()
                : Optional.of(new Difference(
                        id(),
                        expected.toString(),
                        actual.map(JsonNode::toString).orElse(refusal)));
    }

    private String slo() {
        return json.path("slo").asText("");
    }

    Evaluation evaluate() {
        ObjectNode data = getSliFinished();
        ProviderAnswer answer;
        try {
            answer = GetSliFinishedData.decode(data);
        } catch (UndecodableException e) {
            return QualityGate.unreadableAnswer(GetSliFinishedData.readableLabels(data), e.getMessage());
        }
        var selection = new HistorySelection(SCOPE.project(), SCOPE.stage(), SCOPE.service());
        return QualityGate.evaluate(
                answer, SloYaml.parse("slo.yaml", slo()).file(), comparison -> selection.select(comparison, stored()));
    }

    private ObjectNode getSliFinished() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", SCOPE.project()).put("stage", SCOPE.stage()).put("service", SCOPE.service());
        data.setAll((ObjectNode) json.path("getSli"));
        ObjectNode getSli = data.putObject("get-sli");
        getSli.set("indicatorValues", json.get("indicatorValues"));
        return data;
    }

    private List<StoredEvaluation> stored() {
        var stored = new ArrayList<StoredEvaluation>();
        for (JsonNode entry : json.path("history")) {
            stored.add(new StoredEvaluation(
                    entry.path("id").asText(),
                    entry.path("data"),
                    entry.path("invalidated").asBoolean()));
        }
        return stored;
    }
}
