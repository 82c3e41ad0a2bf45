package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the objectives one after the other (contract §10.5). */
final class Objectives {

    /** The result of the objectives. */
    sealed interface Outcome {

        /**
         * All were judged.
         *
         * @param results in the order of the objectives
         * @param maximum the points that can be had
         * @param keyFailure Lighthouse's sentence about the last key objective that failed
         * @param note about values without an objective; may be empty
         */
        record Judged(List<ObjectiveResult> results, double maximum, Optional<String> keyFailure, String note)
                implements Outcome {}

        /**
         * A pass criterion could not be read, which ends the evaluation.
         *
         * @param message in Lighthouse's words
         */
        record Stopped(String message) implements Outcome {}
    }

    private final SloConfig config;
    private final ReceivedValues received;
    private final History history;
    private final List<ObjectiveResult> results = new ArrayList<>();
    private double maximum;
    private Optional<String> keyFailure = Optional.empty();

    private Objectives(SloConfig config, ReceivedValues received, History history) {
        this.config = config;
        this.received = received;
        this.history = history;
    }

    static Outcome judge(SloConfig config, ProviderAnswer answer, List<PreviousEvaluation> newestFirst) {
        PreviousEvaluation.unusable(newestFirst).ifPresent(id -> {
            throw new NoReferenceResultException("the earlier evaluation " + id
                    + " has an entry in indicatorResults that is null, and Lighthouse cannot compare with that; invalidate"
                    + " this evaluation");
        });
        return new Objectives(config, new ReceivedValues(answer.values()), History.of(config, newestFirst)).judge();
    }

    private Outcome judge() {
        for (Objective objective : config.objectives()) {
            Optional<SliValue> value = received.take(objective.sli());
            Aggregate previous = history.of(objective.sli());
            maximum += objective.isInformational() ? 0 : objective.weight();
            if (objective.isInformational()) {
                results.add(unjudged(objective, value, previous, ObjectiveResult.Status.INFO));
            } else if (value.filter(SliValue::success).isEmpty()) {
                fail(objective, value.orElseGet(() -> SliValue.missing(objective.sli())), previous);
            } else {
                Judgement pass =
                        Judgement.of(objective.pass(), "pass", value.get().value(), previous);
                if (pass.invalid().isPresent()) {
                    return new Outcome.Stopped("error with " + objective.name() + ": "
                            + pass.invalid().get());
                }
                judge(objective, value.get(), pass, previous);
            }
        }
        return new Outcome.Judged(results, maximum, keyFailure, received.leftover());
    }

    private void judge(Objective objective, SliValue value, Judgement pass, Aggregate previous) {
        Judgement warning = Judgement.of(objective.warning(), "warning", value.value(), previous);
        ObjectiveResult.Status status = pass.isSatisfied()
                ? ObjectiveResult.Status.PASS
                : warning.isSatisfied() ? ObjectiveResult.Status.WARNING : ObjectiveResult.Status.FAIL;
        boolean wasCompared = pass.wasCompared() || warning.wasCompared();
        results.add(new ObjectiveResult(
                score(status, objective.weight()),
                Optional.of(wasCompared ? value.comparedWith(previous.value()) : value),
                objective.displayName(),
                pass.sent(),
                warning.sent(),
                objective.keySli(),
                status));
        if (status == ObjectiveResult.Status.FAIL) {
            noteKeyFailure(objective, "failed evaluation with score 0.000000");
        }
    }

    private static double score(ObjectiveResult.Status status, double weight) {
        return switch (status) {
            case PASS -> weight;
            case WARNING -> 0.5 * weight;
            case FAIL, INFO -> 0;
        };
    }

    private void fail(Objective objective, SliValue value, Aggregate previous) {
        results.add(unjudged(objective, Optional.of(value), previous, ObjectiveResult.Status.FAIL));
        noteKeyFailure(objective, value.message());
    }

    private void noteKeyFailure(Objective objective, String cause) {
        if (objective.keySli()) {
            keyFailure = Optional.of(
                    "Evaluation failed due to key_sli objective '" + objective.displayName() + "': " + cause);
        }
    }

    private static ObjectiveResult unjudged(
            Objective objective, Optional<SliValue> value, Aggregate previous, ObjectiveResult.Status status) {
        return new ObjectiveResult(
                0,
                value,
                objective.displayName(),
                Optional.of(Judgement.unjudged(objective.pass(), "pass", previous)),
                Optional.of(Judgement.unjudged(objective.warning(), "warning", previous)),
                false,
                status);
    }
}
