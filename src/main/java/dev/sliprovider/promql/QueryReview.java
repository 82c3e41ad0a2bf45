package dev.sliprovider.promql;

import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Lists what is wrong with a query of sli.yaml, or suspicious about it. A query has to give one number at the end of the
 * evaluated window.
 */
public final class QueryReview {

    private static final String REFUSED = "Prometheus would refuse the query";

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
                    case Promql.Refused refused -> List.of(refused(query, refused.error()));
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

    private static QueryProblem refused(QueryText query, PromqlError error) {
        Optional<OtherProvider> other = OtherProvider.of(query.text());
        if (other.isPresent()) {
            return new QueryProblem(
                    new Span(0, 0),
                    Rule.OTHER_PROVIDER,
                    "this is a query for " + other.get().product() + ", not PromQL",
                    "write it for Prometheus, or let the provider for "
                            + other.get().product() + " read it");
        }
        String message = asWritten(query, error);
        return switch (error.rule()) {
            case SYNTAX, TYPE, SELECTOR, PATTERN -> new QueryProblem(error.span(), Rule.SYNTAX, message, REFUSED);
            case UNKNOWN_FUNCTION -> new QueryProblem(error.span(), Rule.UNKNOWN_FUNCTION, message, REFUSED);
            case EXPERIMENTAL ->
                new QueryProblem(
                        error.span(), Rule.EXPERIMENTAL, message, "ask who runs the server whether it is switched on");
        };
    }

    /** A message quotes what was read; where that stands in place of a placeholder, the placeholder is quoted. */
    private static String asWritten(QueryText query, PromqlError error) {
        String written = Quoting.shortened(
                query.text().substring(error.span().start(), error.span().end()));
        return Stream.of(query.neutral(false), query.neutral(true))
                .map(neutral -> Quoting.shortened(
                        neutral.substring(error.span().start(), error.span().end())))
                .filter(neutral -> neutral.length() > 1)
                .reduce(error.message(), (message, neutral) -> message.replace(neutral, written));
    }

    private static List<QueryProblem> readable(QueryText query, Promql.Query read, OptionalDouble scrapeInterval) {
        var problems = new ArrayList<QueryProblem>();
        problems.addAll(ResultRules.check(read.expr()));
        problems.addAll(RangeRules.check(query, read, scrapeInterval));
        problems.addAll(CommentRule.check(read));
        problems.addAll(PatternRule.check(query));
        problems.addAll(CounterRule.check(query, read.expr()));
        return problems;
    }
}
