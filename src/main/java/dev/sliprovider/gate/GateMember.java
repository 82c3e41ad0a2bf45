package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.gate.Values.Asked;
import dev.sliprovider.slo.PreviousEvaluation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The member {@code evaluation.gate} of an event, which Keptn does not know and passes over: how the evaluation came
 * about.
 */
final class GateMember {

    /** Of this member; a change that readers must know of raises it. */
    private static final int VERSION = 1;

    private GateMember() {}

    static ObjectNode of(Tool tool, Subject subject, GateFiles files, Values values) {
        ObjectNode gate = JsonNodeFactory.instance.objectNode();
        gate.put("version", VERSION);
        gate.put("id", subject.id());
        gate.put("tool", tool.name() + " " + tool.version());
        subject.deployment().ifPresent(deployment -> gate.put("deployment", deployment));
        gate.set("slo", file(files.slo()));
        ArrayNode sli = gate.putArray("sli");
        files.sli().forEach(file -> sli.add(file(file)));
        gate.put("endpoint", values.origin());
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
        warnings.forEach(gate.putArray("warnings")::add);
    }

    private static ObjectNode file(SourceFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", file.location())
                .put("sha256", file.sha256());
    }

    private static void add(ArrayNode indicators, String name, Asked asked) {
        if (asked == null) {
            return;
        }
        ObjectNode indicator = indicators.addObject().put("sli", name);
        asked.query().ifPresent(query -> indicator.put("query", query));
        indicator.put("milliseconds", asked.milliseconds());
        asked.reason().ifPresent(reason -> indicator.put("reason", reason.name().toLowerCase(Locale.ROOT)));
        if (!asked.coverage().isEmpty()) {
            CoverageMember.add(indicator, asked.coverage());
        }
    }
}
