package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.Call;
import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code rate} and its like count what a counter gains; of a gauge they give nonsense. Counters are named {@code …_total},
 * and the parts of histograms and summaries {@code …_count}, {@code …_sum} and {@code …_bucket}; older names are taken for
 * counters if they contain a word in the plural or one that counters have.
 */
final class CounterRule {

    private static final Pattern COUNTER = Pattern.compile(
            "(?i).*(total|count|sum|bucket|created|:|error|fail|timeout|overflow|commit|rollback|complete|retr(y|ies)|fault"
                    + "|drop|offset|reject|evict|hit|miss|sent|received|_xx|log|[a-z]{2,}s(_|$)).*");
    private static final Pattern GAUGE =
            Pattern.compile("(?i).*(percent|percentage|ratio|usage|celsius|temperature|info"
                    + "|timestamp_seconds|utili[sz]ation|goroutines|threads|in_use|load1|load5|load15"
                    + "|(working_set|memory|usage|free|available|size|limit)_bytes)");

    private CounterRule() {}

    /** @return a problem for each metric */
    static List<QueryProblem> check(QueryText query, Expr expr) {
        var found = new LinkedHashMap<String, QueryProblem>();
        Walk.all(expr)
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .filter(call -> call.function().needsCounter())
                .forEach(call -> suspect(query, call).ifPresent(range -> {
                    String metric = range.vector().metric().orElseThrow();
                    found.putIfAbsent(metric, problem(call, range, metric));
                }));
        return List.copyOf(found.values());
    }

    private static Optional<RangeSelector> suspect(QueryText query, Call call) {
        return call.arguments().getFirst() instanceof RangeSelector range
                        && !isNamedByPlaceholder(query, range.vector())
                        && range.vector()
                                .metric()
                                .filter(CounterRule::isNoCounter)
                                .isPresent()
                ? Optional.of(range)
                : Optional.empty();
    }

    private static boolean isNamedByPlaceholder(QueryText query, VectorSelector vector) {
        int start = vector.span().start();
        return query.hasPlaceholder(
                        new Span(start, start + vector.name().orElse("").length()))
                || vector.matchers().stream()
                        .anyMatch(matcher -> matcher.isName() && query.hasPlaceholder(matcher.span()));
    }

    static boolean isNoCounter(String name) {
        return GAUGE.matcher(name).matches() || !COUNTER.matcher(name).matches();
    }

    private static QueryProblem problem(Call call, RangeSelector range, String metric) {
        String function = call.function().name();
        return new QueryProblem(
                range.vector().span(),
                Rule.COUNTER_NAME,
                function + " is for counters, and " + Quoting.shortened(metric) + " is not named like one",
                "for a gauge use delta, deriv or avg_over_time");
    }
}
