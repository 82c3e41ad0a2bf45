package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluation.RecordedEvaluation;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.report.LiveReference;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An evaluation.finished event as reports show it. The event may come from others: the members of {@code
 * evaluation.gate} are read as texts, whatever they are.
 *
 * @param event the CloudEvent
 * @param verdict what it says
 */
public record ReportedEvaluation(JsonNode event, Verdict verdict) {

    /** @throws UndecodableException if the event is no evaluation with a known verdict */
    public static ReportedEvaluation of(JsonNode event) throws UndecodableException {
        RecordedEvaluation read = RecordedEvaluation.decode(event.path("data"));
        JsonNode gate = gate(event);
        var verdict = new Verdict(
                read.scope(),
                shown(read.evaluation(), gate),
                slo(read.slo()),
                gate.at("/slo/path").asText("slo.yaml"),
                queries(gate),
                live(gate.at("/comparedWith/live"), read.evaluation()));
        return new ReportedEvaluation(event, verdict);
    }

    /**
     * Reads what a heatmap needs of an event, without its slo.yaml.
     *
     * @throws UndecodableException if the event is no evaluation with a known verdict
     */
    public static Evaluation evaluation(JsonNode event) throws UndecodableException {
        return shown(RecordedEvaluation.decode(event.path("data")).evaluation(), gate(event));
    }

    /** @return the member that Keptn does not know; a missing node without it */
    public JsonNode gate() {
        return gate(event);
    }

    /** @return {@code pass}, {@code warning}, {@code fail} or {@code errored} */
    public String outcome() {
        return switch (verdict.evaluation().status()) {
            case ERRORED -> "errored";
            case SUCCEEDED -> verdict.evaluation().result().text();
        };
    }

    /** Where the gate has concluded nothing, no report may look as if the service had passed or failed. */
    private static Evaluation shown(Evaluation evaluation, JsonNode gate) {
        return gate.path("outcome").asText().equals("errored")
                ? new Evaluation(
                        Evaluation.Status.ERRORED,
                        Evaluation.Result.FAIL,
                        gate.path("reason").asText(evaluation.message()),
                        evaluation.labels(),
                        evaluation.details())
                : evaluation;
    }

    private static JsonNode gate(JsonNode event) {
        return event.path("data").path("evaluation").path("gate");
    }

    private static Optional<SloConfig> slo(String text) {
        return switch (SloYaml.parse("slo.yaml", text).file()) {
            case SloFile.Readable readable -> Optional.of(readable.config());
            case SloFile.Absent absent -> Optional.empty();
            case SloFile.Unreadable unreadable -> Optional.empty();
            case SloFile.NullDocument document -> Optional.empty();
        };
    }

    private static LiveReference live(JsonNode baselines, Evaluation evaluation) {
        if (!baselines.isArray()) {
            return LiveReference.NONE;
        }
        var unknown = new HashSet<String>();
        evaluation.details().indicatorResults().orElse(List.of()).forEach(result -> result.value()
                .ifPresent(value -> unknown.add(value.metric())));
        for (JsonNode baseline : baselines) {
            for (JsonNode indicator : baseline.path("indicators")) {
                if (indicator.path("value").isNumber()) {
                    unknown.remove(indicator.path("sli").asText());
                }
            }
        }
        return new LiveReference(true, unknown);
    }

    private static Map<String, String> queries(JsonNode gate) {
        var queries = new HashMap<String, String>();
        for (JsonNode indicator : gate.path("indicators")) {
            String query = indicator.path("query").asText();
            if (!query.isEmpty()) {
                queries.put(indicator.path("sli").asText(), query);
            }
        }
        return queries;
    }
}
