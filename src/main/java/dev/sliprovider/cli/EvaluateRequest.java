package dev.sliprovider.cli;

import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Question;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The checked request of the command line.
 *
 * @param target what is evaluated
 * @param files slo.yaml and sli.yaml, unless they are read from Keptn
 * @param values the file with the values, unless Prometheus is queried
 * @param plan the baseline and the output
 * @param longestWait until the samples of the window have arrived
 * @param isCompleteRequired whether an incomplete window ends without a verdict
 * @param repetition rounds, if there are several
 * @param coverage how complete the samples must be
 */
record EvaluateRequest(
        EvaluationTarget target,
        Optional<GateFiles> files,
        Optional<InputFile> values,
        Plan plan,
        Duration longestWait,
        boolean isCompleteRequired,
        Optional<Repetition> repetition,
        CoverageOptions coverage) {

    /** @return what Prometheus is asked about that target */
    Question question(EvaluationTarget asked, GateFiles found, Duration deadline) throws GateException {
        return new Question(
                asked, found, plan.compareWith(), longestWait, isCompleteRequired, coverage.share(), deadline);
    }

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
            GateOutputOptions options) {

        /** @return the same at another time */
        Plan at(Instant time) {
            var later = new EvaluationIdentity(
                    subject.scope(), subject.id(), time, subject.deployment(), subject.attributes());
            return new Plan(later, compareWith, comparison, reports, options);
        }
    }
}
