package dev.sliprovider.lighthouse;

import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.Evaluation.Details;
import dev.sliprovider.slo.Evaluation.Result;
import dev.sliprovider.slo.Evaluation.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Lighthouse answers without judging objectives (contract §1.7, §9). The sentences begin as Lighthouse's do, because
 * others search for them; a cause may follow.
 *
 * @param window of the evaluation
 * @param labels of the event
 */
record Verdicts(EvaluationWindow window, Map<String, String> labels) {

    /** @return an evaluation that could not be made: before slo.yaml was read, or because of it */
    Evaluation errored(String message) {
        return evaluation(Status.ERRORED, Result.FAIL, message, false);
    }

    /** @return an evaluation that could not be made although slo.yaml was read (contract §1.7, 7) */
    Evaluation withoutHistory(String cause) {
        return evaluation(
                Status.ERRORED, Result.FAIL, "could not retrieve previous evaluation.finished events: " + cause, true);
    }

    /** @return an evaluation that ends because of what slo.yaml or the values are */
    Evaluation unjudged(String cause) {
        return evaluation(Status.ERRORED, Result.FAIL, cause, true);
    }

    /** @return no evaluation, because no SLI provider was chosen (contract §9) */
    Evaluation withoutProvider(String project) {
        return evaluation(
                Status.SUCCEEDED,
                Result.PASS,
                "no evaluation performed by lighthouse because no SLI-provider configured for project " + project,
                false);
    }

    /** @return no evaluation, because nothing is wanted of the service (contract §1.7, 5) */
    Evaluation withoutObjectives(String project) {
        return evaluation(
                Status.SUCCEEDED,
                Result.PASS,
                "no evaluation performed by lighthouse because no SLO file configured for project " + project,
                false);
    }

    private Evaluation evaluation(Status status, Result result, String message, boolean hasSlo) {
        return new Evaluation(
                status,
                result,
                message,
                labels,
                new Details(window.start(), window.end(), result, 0, Optional.empty(), List.of(), hasSlo));
    }
}
