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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds expressions that may give several series, without knowledge of the existing series. */
final class SeriesCount {

    private static final Set<String> AT_MOST_ONE = Set.of("absent", "absent_over_time", "vector");
    private static final Set<String> WITHOUT_LE = Set.of("histogram_quantile", "histogram_fraction");

    /** So many labels with a value each are taken for the selection of one series. */
    private static final int PICKS_ONE = 2;

    private SeriesCount() {}

    /** @return the part of an expression that may give several series, an aggregation or a selector, if there is any */
    static Optional<Expr> several(Expr expr) {
        return several(expr, Set.of());
    }

    /** @param dropped labels that what stands around it removes */
    private static Optional<Expr> several(Expr expr, Set<String> dropped) {
        return switch (expr) {
            case NumberLiteral number -> Optional.empty();
            case StringLiteral string -> Optional.empty();
            case VectorSelector vector -> selector(vector);
            case RangeSelector range -> selector(range.vector());
            case Subquery subquery -> several(subquery.of(), dropped);
            case Parentheses parentheses -> several(parentheses.of(), dropped);
            case Unary unary -> several(unary.of(), dropped);
            case Aggregation aggregation -> aggregation(aggregation, dropped);
            case Call call -> call(call, dropped);
            case Binary binary -> binary(binary, dropped);
        };
    }

    /** A selector with values of this number of labels usually selects one series. */
    private static Optional<Expr> selector(VectorSelector vector) {
        long fixed = vector.matchers().stream()
                .filter(matcher -> !matcher.isName() && matcher.operator().equals("="))
                .count();
        return fixed < PICKS_ONE ? Optional.of(vector) : Optional.empty();
    }

    private static Optional<Expr> aggregation(Aggregation aggregation, Set<String> dropped) {
        boolean one = aggregation.aggregator().keepsSeries()
                ? isLimitedToOne(aggregation)
                : aggregation
                        .grouping()
                        .map(g -> isSingle(g, aggregation.of(), dropped))
                        .orElse(true);
        return one ? Optional.empty() : Optional.of(aggregation);
    }

    private static boolean isLimitedToOne(Aggregation aggregation) {
        boolean one = aggregation.parameter().orElseThrow() instanceof NumberLiteral n && n.value() == 1;
        return one
                && aggregation
                        .grouping()
                        .map(g -> !g.isWithout() && g.labels().isEmpty())
                        .orElse(true);
    }

    /** Whether every label that is kept has one value only, because the selectors below ask for one. */
    private static boolean isSingle(Grouping grouping, Expr of, Set<String> dropped) {
        List<VectorSelector> selectors = selectors(of).toList();
        return !grouping.isWithout()
                && grouping.labels().stream()
                        .allMatch(label -> dropped.contains(label)
                                || selectors.stream().allMatch(selector -> isFixed(selector, label)));
    }

    private static boolean isFixed(VectorSelector selector, String label) {
        return selector.matchers().stream()
                .anyMatch(matcher ->
                        matcher.name().equals(label) && matcher.operator().equals("="));
    }

    private static Optional<Expr> call(Call call, Set<String> dropped) {
        String name = call.function().name();
        if (call.type() == ValueType.SCALAR || AT_MOST_ONE.contains(name)) {
            return Optional.empty();
        }
        Set<String> now = WITHOUT_LE.contains(name) ? Set.of("le") : dropped;
        return call.arguments().stream()
                .filter(argument -> argument.type() != ValueType.SCALAR && argument.type() != ValueType.STRING)
                .findFirst()
                .flatMap(argument -> several(argument, now));
    }

    private static Optional<Expr> binary(Binary binary, Set<String> dropped) {
        Optional<Expr> left = several(binary.left(), dropped);
        Optional<Expr> right = several(binary.right(), dropped);
        if (binary.left().type() == ValueType.SCALAR || binary.right().type() == ValueType.SCALAR) {
            return left.or(() -> right);
        }
        return switch (binary.operator().word()) {
            case "or" -> left.or(() -> right);
            case "and", "unless" -> left;
            default -> grouped(binary, left, right);
        };
    }

    /** Where one series of a side finds one of the other, one on either side is enough. */
    private static Optional<Expr> grouped(Binary binary, Optional<Expr> left, Optional<Expr> right) {
        Optional<Matching.Group> group = binary.matching().flatMap(Matching::group);
        if (group.isPresent()) {
            return group.get().isLeft() ? left : right;
        }
        return left.isPresent() && right.isPresent() ? left : Optional.empty();
    }

    private static Stream<VectorSelector> selectors(Expr expr) {
        return Walk.all(expr).filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast);
    }
}
