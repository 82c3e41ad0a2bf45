package dev.sliprovider.check;

import dev.sliprovider.prometheus.QueryFailure;

/**
 * The result of a step.
 *
 * @param step what was checked
 * @param outcome how it went
 * @param text for people, without secrets
 * @param remedy what to do; empty if nothing is to be done or the text already says it
 */
public record StepResult(Step step, Outcome outcome, String text, String remedy) {

    static StepResult ok(Step step, String text) {
        return new StepResult(step, Outcome.OK, text, "");
    }

    static StepResult warning(Step step, String text, String remedy) {
        return new StepResult(step, Outcome.WARNING, text, remedy);
    }

    static StepResult failed(Step step, String text, String remedy) {
        return new StepResult(step, Outcome.FAILED, text, remedy);
    }

    static StepResult skipped(Step step, String text) {
        return new StepResult(step, Outcome.SKIPPED, text, "");
    }

    /** @param otherwise the remedy if the failure knows none */
    static StepResult failed(Step step, QueryFailure failure, String otherwise) {
        return failed(step, failure.cause(), failure.remedy().isEmpty() ? otherwise : failure.remedy());
    }

    /** @return the finding with more text before its remedy */
    StepResult and(String more) {
        return new StepResult(step, outcome, text + more, remedy);
    }

    /** @return whether the steps that need this one can run */
    boolean isUsable() {
        return outcome == Outcome.OK || outcome == Outcome.WARNING;
    }
}
