package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.gate.Values.Asked;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.ProviderAnswer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The member {@code evaluation.gate} of an event, which Keptn ignores: the circumstances of the evaluation.
 */
final class GateMember {

    /** The version of this member; an incompatible change increments it. */
    private static final int VERSION = 1;

    private GateMember() {}

    static ObjectNode of(Tool tool, EvaluationIdentity subject, GateFiles files, Values values) {
        ObjectNode gate = JsonNodeFactory.instance.objectNode();
        gate.put("version", VERSION);
        gate.put("id", subject.id());
        gate.put("tool", tool.name() + " " + tool.version());
        subject.deployment().ifPresent(deployment -> gate.put("deployment", deployment));
        gate.set("slo", file(files.slo()));
        ArrayNode sli = gate.putArray("sli");
        files.sli().forEach(file -> sli.add(file(file)));
        gate.put("endpoint", values.origin());
        values.freshness().ifPresent(freshness -> gate.putObject("freshness")
                .put("waitedMilliseconds", freshness.waitedMilliseconds())
                .put("complete", freshness.isComplete()));
        ArrayNode indicators = gate.putArray("indicators");
        new LinkedHashSet<>(files.indicators())
                .forEach(name -> add(indicators, name, values.queries().get(name)));
        return gate;
    }

    /** @param reason why nothing is concluded; empty for a verdict */
    static void addOutcome(
            ObjectNode gate, Conclusion conclusion, String reason, Baseline baseline, List<String> warnings) {
        gate.put("outcome", conclusion.outcome());
        if (!reason.isEmpty()) {
            gate.put("reason", reason);
        }
        ObjectNode compared = gate.putObject("comparedWith").put("kind", baseline.kind());
        ArrayNode ids = compared.putArray("ids");
        baseline.evaluations().stream().map(PreviousEvaluation::id).forEach(ids::add);
        if (!baseline.live().isEmpty()) {
            ArrayNode live = compared.putArray("live");
            baseline.live().forEach(each -> live.add(live(each)));
        }
        warnings.forEach(gate.putArray("warnings")::add);
    }

    private static ObjectNode live(LiveBaseline baseline) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", baseline.id());
        ProviderAnswer answer = baseline.values().answer();
        node.put("start", answer.start()).put("end", answer.end());
        node.put("project", answer.project()).put("stage", answer.stage()).put("service", answer.service());
        node.put("deployment", baseline.deployment());
        answer.labels().forEach(node.putObject("labels")::put);
        ArrayNode indicators = node.putArray("indicators");
        answer.values().stream().flatMap(Optional::stream).distinct().forEach(value -> {
            ObjectNode indicator = indicators.addObject().put("sli", value.metric());
            addHow(indicator, baseline.values().queries().get(value.metric()));
            if (value.success()) {
                indicator.put("value", value.value());
            } else {
                indicator.put("message", value.message());
            }
        });
        baseline.skipped()
                .forEach((sli, cause) -> indicators.addObject().put("sli", sli).put("message", cause));
        return node;
    }

    private static ObjectNode file(SourceFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", file.location())
                .put("sha256", file.sha256());
    }

    private static void add(ArrayNode indicators, String name, Asked asked) {
        if (asked != null) {
            addHow(indicators.addObject().put("sli", name), asked);
        }
    }

    private static void addHow(ObjectNode indicator, Asked asked) {
        asked.query().ifPresent(query -> indicator.put("query", query));
        indicator.put("milliseconds", asked.milliseconds());
        asked.reason().ifPresent(reason -> indicator.put("reason", reason.name().toLowerCase(Locale.ROOT)));
        if (!asked.coverage().isEmpty()) {
            CoverageMember.add(indicator, asked.coverage());
        }
    }
}
