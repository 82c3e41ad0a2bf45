package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.Question.Query;
import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Expr.Aggregation;
import dev.sliprovider.promql.Expr.Binary;
import dev.sliprovider.promql.Expr.Call;
import dev.sliprovider.promql.Expr.NumberLiteral;
import dev.sliprovider.promql.Expr.Parentheses;
import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.Expr.StringLiteral;
import dev.sliprovider.promql.Expr.Subquery;
import dev.sliprovider.promql.Expr.Unary;
import dev.sliprovider.promql.Expr.VectorSelector;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Finds counters that began at 0 again inside of a range whose function takes them for gauges. */
record Restarts(QueryWithoutValue subject, QuestionResults answers) {

    private static final Set<String> KNOW_COUNTERS = Set.of("rate", "irate", "increase", "resets");

    /** @return a sentence without a full stop, about the first such counter */
    Optional<String> of(Expr part, Instant at) {
        return of(part, "", at);
    }

    private Optional<String> of(Expr part, String function, Instant at) {
        return switch (part) {
            case NumberLiteral number -> Optional.empty();
            case StringLiteral string -> Optional.empty();
            case VectorSelector vector -> Optional.empty();
            case RangeSelector range -> range(range, function, at);
            case Subquery subquery -> of(subquery.of(), "", EvaluationTime.of(subquery.modifiers(), at));
            case Parentheses parentheses -> of(parentheses.of(), function, at);
            case Unary unary -> of(unary.of(), "", at);
            case Aggregation aggregation -> of(aggregation.of(), "", at);
            case Call call ->
                QueryParts.decisiveArgument(call)
                        .flatMap(argument -> of(argument, call.function().name(), at));
            case Binary binary -> of(binary.left(), "", at).or(() -> of(binary.right(), "", at));
        };
    }

    private Optional<String> range(RangeSelector range, String function, Instant at) {
        if (KNOW_COUNTERS.contains(function)) {
            return Optional.empty();
        }
        Selector selector = QueryParts.selector(range, function, at);
        Optional<Query> samples = subject.questions(selector).samples();
        OptionalDouble resets = samples.map(question -> answers.value(question, Statistic.RESETS))
                .orElse(OptionalDouble.empty());
        return resets.orElse(0) > 0 && isCounter(selector)
                ? Optional.of("The counter " + selector.shown() + " restarted in the range (its value fell "
                        + DisplayText.number(resets.getAsDouble()) + " times): " + function
                        + " takes it for a gauge, so use increase or rate")
                : Optional.empty();
    }

    private static boolean isCounter(Selector selector) {
        String name = selector.metric().orElse("");
        return name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum") || name.endsWith("_bucket");
    }
}
