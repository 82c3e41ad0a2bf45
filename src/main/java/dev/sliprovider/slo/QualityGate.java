package dev.sliprovider.slo;

import dev.sliprovider.slo.Evaluation.Details;
import dev.sliprovider.slo.Evaluation.Result;
import dev.sliprovider.slo.Evaluation.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Evaluates a provider's answer as Keptn's lighthouse-service 1.4.5 does (contract §1.7, §10). */
public final class QualityGate {

    private final ProviderAnswer answer;

    private QualityGate(ProviderAnswer answer) {
        this.answer = answer;
    }

    /**
     * @param answer the values, or why there are none
     * @param slo what is wanted
     * @param history finds the earlier evaluations that count, newest first; called only for a comparison that
     *     {@link Comparison#isAnswered() can be answered}
     * @return the evaluation, equal to Lighthouse's to the last digit
     * @throws NoReferenceResultException if Lighthouse has no result for this input
     */
    public static Evaluation evaluate(
            ProviderAnswer answer, SloFile slo, Function<Comparison, List<PreviousEvaluation>> history) {
        return Finite.require(new QualityGate(answer).evaluate(slo, history));
    }

    /**
     * @param labels of the answer, as far as they can be read
     * @param cause why the answer cannot be read
     * @return what Lighthouse says of an answer whose members have wrong types (contract §1.7, 1)
     */
    public static Evaluation unreadableAnswer(Map<String, String> labels, String cause) {
        var nothing = new Details("", "", Result.FAIL, 0, Optional.empty(), List.of(), false);
        return new Evaluation(Status.ERRORED, Result.FAIL, "Could not parse event payload: " + cause, labels, nothing);
    }

    private Evaluation evaluate(SloFile slo, Function<Comparison, List<PreviousEvaluation>> history) {
        // Exact words: ERRORED has no effect (contract §10.11, 17).
        if (answer.status().equals("aborted")) {
            return without(Status.ERRORED, Result.FAIL, Result.PASS, "evaluation performed by lighthouse was aborted");
        }
        if (answer.status().equals("errored")) {
            return without(
                    Status.ERRORED,
                    Result.FAIL,
                    Result.PASS,
                    "evaluation performed by lighthouse received an unexpected error: " + answer.message());
        }
        return switch (slo) {
            case SloFile.Absent absent ->
                without(
                        Status.SUCCEEDED,
                        Result.PASS,
                        Result.PASS,
                        "no evaluation performed by lighthouse because no SLO file configured for project "
                                + answer.project());
            case SloFile.Unreadable unreadable ->
                without(
                        Status.ERRORED,
                        Result.FAIL,
                        Result.FAIL,
                        "Could not parse SLO file for service " + answer.service() + " in stage " + answer.stage()
                                + " in project " + answer.project());
            case SloFile.NullDocument document ->
                throw new NoReferenceResultException("slo.yaml:"
                        + document.place().line() + ":" + document.place().column()
                        + ": the file is null, and Lighthouse cannot evaluate that; write \"objectives:\" and"
                        + " \"total_score:\" into it");
            case SloFile.Readable readable -> compare(readable.config(), history);
        };
    }

    private Evaluation compare(SloConfig config, Function<Comparison, List<PreviousEvaluation>> history) {
        if (!config.comparison().isAnswered()) {
            return errored("could not retrieve previous evaluation.finished events");
        }
        List<PreviousEvaluation> previous = history.apply(config.comparison());
        List<String> ids = previous.stream().map(PreviousEvaluation::id).toList();
        if (config.objectives().isEmpty()) {
            return withoutObjectives(config, ids);
        }
        return switch (Objectives.judge(config, answer, previous)) {
            case Objectives.Outcome.Stopped stopped ->
                evaluation(
                        Status.SUCCEEDED,
                        Result.FAIL,
                        stopped.message(),
                        details(Result.FAIL, 0, Optional.empty(), ids, true));
            case Objectives.Outcome.Judged judged -> score(config, judged, ids);
        };
    }

    /** The score is computed of nothing; the verdict is fail all the same (contract §10.11, 14). */
    private Evaluation withoutObjectives(SloConfig config, List<String> ids) {
        var nothing = new Objectives.Outcome.Judged(List.of(), 100, Optional.empty(), "");
        return switch (Scoring.score(config.totalScore(), nothing)) {
            case Scoring.Outcome.Unreadable unreadable -> errored(unreadable.message());
            case Scoring.Outcome.Scored scored ->
                evaluation(
                        Status.SUCCEEDED,
                        Result.FAIL,
                        "lighthouse failed because no SLO objective was provided",
                        details(scored.result(), scored.score(), Optional.empty(), ids, true));
        };
    }

    private Evaluation score(SloConfig config, Objectives.Outcome.Judged judged, List<String> ids) {
        return switch (Scoring.score(config.totalScore(), judged)) {
            case Scoring.Outcome.Unreadable unreadable -> errored(unreadable.message());
            case Scoring.Outcome.Scored scored -> {
                Details details = details(scored.result(), scored.score(), Optional.of(judged.results()), ids, true);
                yield answer.result().equals("fail")
                        ? evaluation(
                                Status.SUCCEEDED,
                                Result.FAIL,
                                "lighthouse failed because SLI failed with message " + answer.message(),
                                details)
                        : evaluation(Status.SUCCEEDED, scored.result(), scored.message(), details);
            }
        };
    }

    private Evaluation errored(String message) {
        return evaluation(
                Status.ERRORED, Result.FAIL, message, details(Result.FAIL, 0, Optional.empty(), List.of(), true));
    }

    private Evaluation without(Status status, Result result, Result inside, String message) {
        return evaluation(status, result, message, details(inside, 0, Optional.empty(), List.of(), false));
    }

    private Evaluation evaluation(Status status, Result result, String message, Details details) {
        return new Evaluation(status, result, message, answer.labels(), details);
    }

    private Details details(
            Result result,
            double score,
            Optional<List<ObjectiveResult>> results,
            List<String> comparedEvents,
            boolean hasSloContent) {
        return new Details(answer.start(), answer.end(), result, score, results, comparedEvents, hasSloContent);
    }
}
