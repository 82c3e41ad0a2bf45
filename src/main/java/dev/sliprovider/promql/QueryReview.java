package dev.sliprovider.promql;

import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Lists what is wrong with a query of sli.yaml, or suspicious about it. A query has to give one number at the end of the
 * evaluated window.
 */
public final class QueryReview {

    private QueryReview() {}

    /**
     * @param query as it is written, with placeholders
     * @param scrapeInterval seconds between two samples of a series, if that is known
     * @return problems in the order of their places
     */
    public static List<QueryProblem> of(QueryText query, OptionalDouble scrapeInterval) {
        Promql.Result result = read(query);
        List<QueryProblem> problems =
                switch (result) {
                    case Promql.Refused refused -> List.of(refused(query.text(), refused.error()));
                    case Promql.NotRead unread -> List.<QueryProblem>of();
                    case Promql.Query read -> readable(query, read, scrapeInterval);
                };
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> problem.span().start()))
                .toList();
    }

    /** A placeholder outside of everything is a name or a number; a query that can be read either way is right. */
    private static Promql.Result read(QueryText query) {
        Promql.Result asNames = Promql.read(query.neutral(false));
        if (!(asNames instanceof Promql.Refused) || query.placeholders().isEmpty()) {
            return asNames;
        }
        Promql.Result asNumbers = Promql.read(query.neutral(true));
        return asNumbers instanceof Promql.Refused ? asNames : asNumbers;
    }

    private static QueryProblem refused(String text, PromqlError error) {
        Optional<OtherProvider> other = OtherProvider.of(text);
        if (other.isPresent()) {
            return new QueryProblem(
                    new Span(0, 0),
                    Rule.OTHER_PROVIDER,
                    "this is a query for " + other.get().product() + ", not PromQL",
                    "write it for Prometheus, or let the provider for "
                            + other.get().product() + " read it");
        }
        return switch (error.rule()) {
            case SYNTAX, TYPE, SELECTOR, PATTERN ->
                new QueryProblem(error.span(), Rule.SYNTAX, error.message(), "Prometheus would refuse the query");
            case UNKNOWN_FUNCTION ->
                new QueryProblem(
                        error.span(), Rule.UNKNOWN_FUNCTION, error.message(), "Prometheus would refuse the query");
            case EXPERIMENTAL ->
                new QueryProblem(
                        error.span(),
                        Rule.EXPERIMENTAL,
                        error.message(),
                        "ask who runs the server whether it is switched on");
        };
    }

    private static List<QueryProblem> readable(QueryText query, Promql.Query read, OptionalDouble scrapeInterval) {
        var problems = new ArrayList<QueryProblem>();
        problems.addAll(ResultRules.check(read.expr()));
        problems.addAll(RangeRules.check(query, read, scrapeInterval));
        problems.addAll(PatternRule.check(query));
        problems.addAll(CounterRule.check(query, read.expr()));
        return problems;
    }
}
