package dev.sliprovider.sli;

/** How the query of one indicator is made: from a line of sli.yaml, or built in. */
public sealed interface IndicatorQuery permits QueryTemplate, BuiltInQuery {

    /**
     * Fills in what the task knows.
     *
     * @param indicator the name the query answers to
     * @param task whose values are used
     * @return a complete query, or the reason why there is none
     */
    default PlannedQuery plan(String indicator, SliTask task) {
        return plan(indicator, task, Placeholders.of(task));
    }

    /**
     * The same for one of many queries.
     *
     * @param known what the task defines, found out once for all of them
     */
    PlannedQuery plan(String indicator, SliTask task, Placeholders known);
}
