package dev.sliprovider.sli;

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
}
