package dev.sliprovider.web;

import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.EvaluationView;
import dev.sliprovider.report.Extract;
import java.util.HashMap;
import java.util.Map;

/** An evaluation with everything that is recorded of it. */
final class EvaluationPage {

    private static final int EARLIER = 20;
    private static final int MANY = 500;

    private final PageFrame frame = new PageFrame("evaluation");

    String policy() {
        return frame.policy();
    }

    /**
     * @param notice what has just been done; empty for nothing
     * @param problem why a form was refused; empty if none was
     */
    String html(ShownEvaluation shown, Visitor visitor, String notice, String problem) {
        var record = new RecordedFacts(shown);
        Map<String, Object> data = new HashMap<>(EvaluationView.of(
                shown.id(),
                shown.evaluation().verdict(),
                shown.earlier(),
                new Extract(EARLIER, MANY, MANY, other -> Links.evaluation(shown.scope(), other)),
                record.details()));
        data.put("path", Breadcrumbs.of(shown.scope()));
        data.put("id", Escapes.shortened(shown.id(), EvaluationRow.LONGEST));
        data.put("time", EvaluationRow.minute(shown.time()));
        data.put("action", Links.evaluation(shown.scope(), shown.id()));
        data.put("isPinned", shown.isPinned());
        data.put("notice", notice);
        data.put("problem", problem);
        data.put("record", record.facts());
        data.put("warnings", record.warnings());
        data.put("slo", record.slo());
        return frame.render(title(shown), visitor, data);
    }

    private static String title(ShownEvaluation shown) {
        String label = shown.evaluation().verdict().evaluation().labels().getOrDefault("buildId", "");
        return shown.evaluation().verdict().word() + " "
                + Escapes.shortened(shown.scope().service(), EvaluationRow.LONGEST) + " "
                + (label.isBlank()
                        ? EvaluationRow.minute(shown.time())
                        : Escapes.shortened(label, EvaluationRow.LONGEST));
    }
}
