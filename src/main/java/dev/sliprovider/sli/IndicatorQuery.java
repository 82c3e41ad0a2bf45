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
    PlannedQuery plan(String indicator, SliTask task);
}
