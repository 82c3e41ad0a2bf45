package dev.sliprovider.promql;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Goes through trees. */
public final class Walk {

    private Walk() {}

    /** @return an expression and all its parts, each before its own parts, from left to right */
    static Stream<Expr> all(Expr expr) {
        var all = new ArrayList<Expr>();
        var open = new ArrayDeque<Expr>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr next = open.pop();
            all.add(next);
            parts(next).reversed().forEach(open::push);
        }
        return all.stream();
    }

    /** @return the direct parts of an expression, from left to right */
    public static List<Expr> parts(Expr expr) {
        return switch (expr) {
            case NumberLiteral number -> List.of();
            case StringLiteral string -> List.of();
            case VectorSelector vector -> List.of();
            case RangeSelector range -> List.of(range.vector());
            case Subquery subquery -> List.of(subquery.of());
            case Parentheses parentheses -> List.of(parentheses.of());
            case Unary unary -> List.of(unary.of());
            case Binary binary -> List.of(binary.left(), binary.right());
            case Call call -> call.arguments();
            case Aggregation aggregation ->
                aggregation
                        .parameter()
                        .map(parameter -> List.of(parameter, aggregation.of()))
                        .orElse(List.of(aggregation.of()));
        };
    }
}
