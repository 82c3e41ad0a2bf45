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
import dev.sliprovider.promql.PromqlError.Rule;

/** Refuses trees whose parts do not fit together, as Prometheus does before it evaluates a query. */
final class TypeCheck {

    private TypeCheck() {}

    /** @throws PromqlException for the first part that does not fit */
    static void check(Expr expr) {
        switch (expr) {
            case NumberLiteral number -> {}
            case StringLiteral string -> {}
            case VectorSelector vector -> selector(vector, false);
            case RangeSelector range -> selector(range.vector(), false);
            case Subquery subquery -> expect(ValueType.INSTANT_VECTOR, subquery.of(), "a subquery");
            case Aggregation aggregation -> aggregation(aggregation);
            case Call call -> call(call);
            case Binary binary -> binary(binary);
            case Unary unary -> {
                check(unary.of());
                if (isNoOperand(unary.of())) {
                    throw type(
                            unary.span(),
                            "a sign stands before a scalar or an instant vector, not before a "
                                    + unary.type().words());
                }
            }
            case Parentheses parentheses -> check(parentheses.of());
        }
    }

    private static void selector(VectorSelector vector, boolean mayBeEmpty) {
        if (vector.name().isPresent()) {
            vector.matchers().stream().filter(LabelMatcher::isName).findFirst().ifPresent(second -> {
                throw new PromqlException(
                        second.span(), Rule.SELECTOR, "the name of the metric stands before the braces already");
            });
        } else if (!mayBeEmpty && vector.matchers().stream().allMatch(LabelMatcher::matchesEmpty)) {
            throw new PromqlException(
                    vector.span(),
                    Rule.SELECTOR,
                    "the selector would select every series; it needs a name, or a matcher that does not match an empty value");
        }
    }

    private static void aggregation(Aggregation aggregation) {
        String of = aggregation.aggregator().word();
        expect(ValueType.INSTANT_VECTOR, aggregation.of(), of);
        aggregation
                .parameter()
                .ifPresent(parameter -> expect(
                        aggregation.aggregator().parameter().orElseThrow(), parameter, "the parameter of " + of));
    }

    private static void call(Call call) {
        Function function = call.function();
        int count = call.arguments().size();
        if (count < function.required() || count > function.most()) {
            throw type(call.span(), function.name() + " takes " + function.arity() + ", not " + count);
        }
        for (int i = 0; i < count; i++) {
            if (i == 1 && function.name().equals("info")) {
                labelsOnly(call.arguments().get(i));
            } else {
                expect(function.parameter(i), call.arguments().get(i), function.name());
            }
        }
    }

    /** The second argument of {@code info} only says which labels to take. */
    private static void labelsOnly(Expr argument) {
        if (!(argument instanceof VectorSelector vector) || vector.name().isPresent()) {
            throw type(
                    argument.span(), "info takes a selector without a name here, such as {k8s_cluster_name=~\".+\"}");
        }
        selector(vector, true);
    }

    private static void binary(Binary binary) {
        check(binary.left());
        check(binary.right());
        BinaryOperator operator = binary.operator();
        operand(binary.left(), operator);
        operand(binary.right(), operator);
        boolean scalars = binary.type() == ValueType.SCALAR;
        if (binary.returnsBool() && !operator.isComparison()) {
            throw type(operator.span(), "bool follows comparisons only, not " + operator.word());
        }
        if (scalars && operator.isComparison() && !binary.returnsBool()) {
            throw type(operator.span(), "a comparison of scalars needs bool: " + operator.word() + " bool");
        }
        boolean vectors = binary.left().type() == ValueType.INSTANT_VECTOR
                && binary.right().type() == ValueType.INSTANT_VECTOR;
        if (!vectors && operator.isSetOperator()) {
            throw type(operator.span(), operator.word() + " stands between instant vectors only");
        }
        binary.matching().ifPresent(matching -> matching(matching, operator, vectors));
    }

    private static void matching(Matching matching, BinaryOperator operator, boolean vectors) {
        if (!vectors && !matching.labels().isEmpty()) {
            throw type(operator.span(), "on and ignoring stand between instant vectors only");
        }
        matching.group().ifPresent(group -> {
            if (vectors && operator.isSetOperator()) {
                throw type(operator.span(), operator.word() + " takes no group_left or group_right");
            }
            group.include().stream()
                    .filter(matching.labels()::contains)
                    .filter(label -> matching.isOn())
                    .findFirst()
                    .ifPresent(label -> {
                        throw type(
                                operator.span(),
                                "the label " + Quoting.shortened(label)
                                        + " must not stand in on and in group_left or group_right at once");
                    });
        });
    }

    private static void operand(Expr expr, BinaryOperator operator) {
        if (isNoOperand(expr)) {
            throw type(
                    expr.span(),
                    operator.word() + " stands between scalars and instant vectors, this is a "
                            + expr.type().words());
        }
    }

    private static boolean isNoOperand(Expr expr) {
        return expr.type() != ValueType.SCALAR && expr.type() != ValueType.INSTANT_VECTOR;
    }

    private static void expect(ValueType wanted, Expr expr, String where) {
        check(expr);
        if (expr.type() != wanted) {
            throw type(
                    expr.span(),
                    where + " takes a" + (wanted == ValueType.INSTANT_VECTOR ? "n " : " ") + wanted.words()
                            + " here, this is a" + (expr.type() == ValueType.INSTANT_VECTOR ? "n " : " ")
                            + expr.type().words());
        }
    }

    private static PromqlException type(Span span, String message) {
        return new PromqlException(span, Rule.TYPE, message);
    }
}
