package dev.sliprovider.cli;

import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.GateFiles;
import java.util.List;
import java.util.Optional;

/**
 * The checked request of the command line.
 *
 * @param target what is evaluated
 * @param files slo.yaml and sli.yaml, unless they are read from Keptn
 * @param values the file with the values, unless Prometheus is queried
 * @param plan the baseline and the output
 */
record EvaluateRequest(EvaluationTarget target, Optional<GateFiles> files, Optional<InputFile> values, Plan plan) {

    /**
     * The baseline and the output of an evaluation.
     *
     * @param subject which evaluation it is
     * @param compareWith the baseline
     * @param comparison options of the baseline
     * @param reports files to write
     * @param options of the output
     */
    record Plan(
            EvaluationIdentity subject,
            CompareWith compareWith,
            ComparisonOptions comparison,
            List<ReportFile> reports,
            GateOutputOptions options) {}
}
