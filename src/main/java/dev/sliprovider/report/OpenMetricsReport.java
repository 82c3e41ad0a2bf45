package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.GoFloat;
import dev.sliprovider.slo.ObjectiveResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;

/**
 * Metrics of one evaluation, for the textfile collector of the node exporter or a Pushgateway. All are gauges: these
 * readers know no other type of OpenMetrics for them.
 */
public final class OpenMetricsReport {

    private static final double ALL = 100;

    private final Verdict verdict;
    private final StringBuilder text = new StringBuilder();

    private OpenMetricsReport(Verdict verdict) {
        this.verdict = verdict;
    }

    /** @return the text, ended by {@code # EOF} */
    public static String of(Verdict verdict) {
        var report = new OpenMetricsReport(verdict);
        report.evaluation();
        report.objectives();
        return report.text.append("# EOF\n").toString();
    }

    private void family(String name, String help) {
        text.append("# TYPE ")
                .append(name)
                .append(" gauge\n# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
    }

    private void sample(String name, String labels, double value) {
        sample(name, labels, GoFloat.format(value));
    }

    private void sample(String name, String labels, String value) {
        text.append(name)
                .append("{project=\"")
                .append(Escapes.label(verdict.scope().project()))
                .append("\",stage=\"")
                .append(Escapes.label(verdict.scope().stage()))
                .append("\",service=\"")
                .append(Escapes.label(verdict.scope().service()))
                .append('"')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }

    private static String label(String name, String value) {
        return "," + name + "=\"" + Escapes.label(value) + "\"";
    }

    private void evaluation() {
        Evaluation evaluation = verdict.evaluation();
        // A score of 0 would say that everything was judged and failed.
        verdict.score().ifPresent(score -> {
            family("sli_evaluation_score_ratio", "Score of the last evaluation, from 0 to 1.");
            sample("sli_evaluation_score_ratio", "", score / ALL);
        });
        family("sli_evaluation_result", "1 for the result of the last evaluation, 0 for the others.");
        for (Evaluation.Result result : Evaluation.Result.values()) {
            sample("sli_evaluation_result", label("result", result.text()), result == evaluation.result() ? 1 : 0);
        }
        end().ifPresent(seconds -> {
            family("sli_evaluation_end_timestamp_seconds", "End of the window of the last evaluation.");
            sample("sli_evaluation_end_timestamp_seconds", "", Long.toString(seconds));
        });
    }

    private OptionalLong end() {
        try {
            return OptionalLong.of(
                    Instant.parse(verdict.evaluation().details().timeEnd()).getEpochSecond());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private void objectives() {
        family("sli_objective_value", "Value of the indicator of an objective.");
        var seen = new HashSet<String>();
        for (Line line : verdict.lines()) {
            if (line.hasValue() && seen.add(line.name())) {
                sample(
                        "sli_objective_value",
                        label("sli", line.name()),
                        line.result().value().get().value());
            }
        }
        family("sli_objective_result", "1 for the status of an objective, 0 for the others.");
        seen.clear();
        for (Line line : verdict.lines()) {
            if (seen.add(line.name())) {
                for (ObjectiveResult.Status status : ObjectiveResult.Status.values()) {
                    sample(
                            "sli_objective_result",
                            label("sli", line.name()) + label("result", status.text()),
                            status == line.result().status() ? 1 : 0);
                }
            }
        }
    }
}
