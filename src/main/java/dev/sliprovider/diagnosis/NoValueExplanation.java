package dev.sliprovider.diagnosis;

import dev.sliprovider.sli.Reason;
import java.util.Optional;

/** What the answers to {@link NoValueQuestions} mean. */
public final class NoValueExplanation {

    private NoValueExplanation() {}

    /** @return one sentence without a full stop, with the remedy; empty if the answers do not explain it */
    public static Optional<String> of(QueryWithoutValue subject, QuestionResults answers) {
        return subject.reason() == Reason.NO_DATA
                ? new EmptyResult(subject, answers).explain()
                : new NoNumber(subject, answers).explain();
    }
}
