package dev.sliprovider.evaluator;

import dev.sliprovider.getsli.Completeness;
import dev.sliprovider.sli.IndicatorValue;

/** Gets the progress of a question, on any thread. */
public interface QuestionProgress {

    /** The progress is not shown. */
    QuestionProgress NONE = new QuestionProgress() {};

    /**
     * Samples are missing and waited for.
     *
     * @param missing which ones, as a clause
     */
    default void waiting(String missing) {}

    /** The wait is over. */
    default void arrived(Completeness completeness) {}

    /**
     * The queries are sent.
     *
     * @param count of indicators, those of live baselines included
     */
    default void asking(long count) {}

    /** One more value is known. */
    default void known(IndicatorValue value) {}
}
