package dev.sliprovider.cli;

import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.Subject;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for, read and checked.
 *
 * @param target what is evaluated
 * @param files slo.yaml and sli.yaml, unless Keptn has them
 * @param values the file with the values, unless Prometheus has them
 * @param plan what is compared with, and what becomes of the result
 * @param coverage how complete the samples must be
 */
record EvaluateRequest(
        Target target, Optional<GateFiles> files, Optional<InputFile> values, Plan plan, CoverageOptions coverage) {

    /**
     * What happens around an evaluation.
     *
     * @param subject which evaluation it is
     * @param compareWith what is compared with
     * @param comparison its options
     * @param reports files to write
     * @param options of the output
     */
    record Plan(
            Subject subject,
            CompareWith compareWith,
            ComparisonOptions comparison,
            List<ReportFile> reports,
            GateOutputOptions options) {}
}
