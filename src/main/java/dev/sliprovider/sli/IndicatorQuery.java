package dev.sliprovider.sli;

import java.util.Set;

/** The query of one indicator: from a line of sli.yaml, which may be unusable, built in, or one that was sent before. */
public sealed interface IndicatorQuery permits QueryTemplate, BuiltInQuery, UnusableQuery, SentQuery {

    /**
     * Replaces the placeholders by the values of the task.
     *
     * @param indicator name of the indicator
     * @param task whose values are used
     * @return a complete query, or the reason why there is none
     */
    default PlannedQuery plan(String indicator, SliTask task) {
        return plan(indicator, task, Placeholders.of(task));
    }

    /**
     * The same, for one of many queries of a task.
     *
     * @param known the placeholders of the task, collected once for all queries
     */
    PlannedQuery plan(String indicator, SliTask task, Placeholders known);

    /**
     * The placeholders of the scope whose value this query takes from the task, so that a caller can ask for what is really
     * needed.
     *
     * @param task with the filters that may replace them
     * @return some of {@code PROJECT}, {@code STAGE} and {@code SERVICE}
     */
    default Set<String> namesOfScope(SliTask task) {
        return Set.of();
    }
}
