package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.Aggregation;
import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.List;
import java.util.Optional;

/** A query gives one number: no range vector, no string, no more than one series. */
final class ResultRules {

    private ResultRules() {}

    static List<QueryProblem> check(Expr expr) {
        return switch (expr.type()) {
            case RANGE_VECTOR ->
                List.of(new QueryProblem(
                        expr.span(),
                        Rule.RESULT_TYPE,
                        "the result is a range vector, which is no single number",
                        "put it into a function such as rate, increase or avg_over_time"));
            case STRING ->
                List.of(new QueryProblem(
                        expr.span(),
                        Rule.RESULT_TYPE,
                        "the result is a string, which is no number",
                        "write a query without quotes around it"));
            case SCALAR -> List.of();
            case INSTANT_VECTOR ->
                SeriesCount.several(expr).map(ResultRules::several).stream().toList();
        };
    }

    private static QueryProblem several(Expr part) {
        if (!(part instanceof Aggregation aggregation)) {
            return new QueryProblem(
                    part.span(),
                    Rule.NOT_AGGREGATED,
                    "nothing aggregates this selector, so it may give several series",
                    "put it into sum, avg or max, unless its matchers select one series");
        }
        Optional<Grouping> grouping = aggregation.grouping();
        return new QueryProblem(
                grouping.map(Grouping::span).orElse(aggregation.span()),
                Rule.SEVERAL_SERIES,
                grouping.map(ResultRules::kept).orElse(aggregation.aggregator().word() + " keeps several series")
                        + ", and a value is taken from one series only",
                "aggregate once more, or keep no label");
    }

    private static String kept(Grouping grouping) {
        return grouping.isWithout()
                ? "\"without\" keeps all other labels, so there may be several series"
                : "the result keeps the labels " + Quoting.shortened(String.join(", ", grouping.labels()))
                        + ", so there may be several series";
    }
}
