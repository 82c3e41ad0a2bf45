package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.Call;
import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.QueryProblem.Rule;
import dev.sliprovider.promql.TimeSpan.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Ranges that are too short, and those that do not follow the evaluated window. */
final class RangeRules {

    private static final Set<String> NEEDS_TWO =
            Set.of("rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear");

    private RangeRules() {}

    static List<QueryProblem> check(QueryText query, Promql.Query read, OptionalDouble scrapeInterval) {
        var problems = new ArrayList<QueryProblem>();
        List<RangeSelector> ranges = Walk.all(read.expr())
                .filter(RangeSelector.class::isInstance)
                .map(RangeSelector.class::cast)
                .filter(range -> !query.hasPlaceholder(range.range().span()))
                .toList();
        boolean followsWindow =
                query.placed().stream().anyMatch(placed -> placed.context() instanceof LexicalContext.Duration);
        if (!followsWindow) {
            ranges.stream().findFirst().map(range -> fixed(query.text(), range)).ifPresent(problems::add);
        }
        scrapeInterval.ifPresent(interval -> Walk.all(read.expr())
                .filter(expr -> expr instanceof Call call
                        && NEEDS_TWO.contains(call.function().name()))
                .map(expr -> ((Call) expr).arguments().getFirst())
                .filter(argument -> argument instanceof RangeSelector range && ranges.contains(range))
                .map(RangeSelector.class::cast)
                .filter(range -> range.range() instanceof Fixed fixed && fixed.seconds() < 2 * interval)
                .forEach(range -> problems.add(tooShort(query.text(), range, interval))));
        read.tokens().stream()
                .filter(token -> token.is(TokenKind.COLON) && !token.text().equals(":"))
                .forEach(token -> problems.add(stray(token)));
        return problems;
    }

    private static QueryProblem fixed(String text, RangeSelector range) {
        Span span = range.range().span();
        return new QueryProblem(
                span,
                Rule.FIXED_RANGE,
                "the query looks at " + text.substring(span.start(), span.end()) + " whatever the evaluated window is",
                "write [$DURATION_SECONDS] if that is meant");
    }

    private static QueryProblem tooShort(String text, RangeSelector range, double interval) {
        Span span = range.range().span();
        return new QueryProblem(
                span,
                Rule.SHORT_RANGE,
                "a range of " + text.substring(span.start(), span.end())
                        + " may not hold the two samples that are needed," + " as there is one every "
                        + Double.toString(interval).replaceAll("\\.0$", "") + " seconds",
                "use a range of at least four times that");
    }

    private static QueryProblem stray(Token letter) {
        return new QueryProblem(
                letter.span(),
                Rule.STRAY_LETTER,
                "Prometheus takes the letter " + letter.text() + " for the colon of a subquery",
                "write the unit directly after the number, such as 300s");
    }
}
