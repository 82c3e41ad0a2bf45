package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Expr.Call;
import dev.sliprovider.promql.Expr.Parentheses;
import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.TimeSpan;
import dev.sliprovider.promql.ValueType;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the parts of a query mean for its value. */
final class QueryParts {

    /** Their results have a value whatever their arguments have. */
    static final Set<String> NEVER_EMPTY = Set.of("vector", "scalar", "time", "pi");

    private QueryParts() {}

    /** @return the argument whose series become those of the result */
    static Optional<Expr> decisiveArgument(Call call) {
        return call.arguments().stream()
                .filter(argument ->
                        argument.type() == ValueType.INSTANT_VECTOR || argument.type() == ValueType.RANGE_VECTOR)
                .findFirst();
    }

    static boolean isHistogramFunction(Call call) {
        String name = call.function().name();
        return name.equals("histogram_quantile") || name.equals("histogram_fraction");
    }

    static Selector selector(VectorSelector vector, Instant at) {
        return Selector.of(vector, OptionalDouble.empty(), "", EvaluationTime.of(vector.modifiers(), at));
    }

    /** @param function that gets the range, or the empty text */
    static Selector selector(RangeSelector range, String function, Instant at) {
        OptionalDouble seconds = range.range() instanceof TimeSpan.Fixed fixed
                ? OptionalDouble.of(fixed.seconds())
                : OptionalDouble.empty();
        Instant moment = EvaluationTime.of(
                range.modifiers(), EvaluationTime.of(range.vector().modifiers(), at));
        return Selector.of(range.vector(), seconds, function, moment);
    }

    /** @return what is in parentheses */
    static Expr bare(Expr expr) {
        Expr inner = expr;
        while (inner instanceof Parentheses parentheses) {
            inner = parentheses.of();
        }
        return inner;
    }
}
