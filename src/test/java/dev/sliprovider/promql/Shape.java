package dev.sliprovider.promql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes trees without places, operators before operands, everything in parentheses. */
final class Shape {

    private Shape() {}

    static String of(String query) {
        return switch (Promql.read(query)) {
            case Promql.Query read -> of(read.expr());
            case Promql.Refused refused -> refused.error().at(query);
            case Promql.NotRead unread -> "not read: " + unread.why();
        };
    }

    static String of(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number(number.value());
            case Expr.StringLiteral string -> "'" + string.value() + "'";
            case Expr.VectorSelector vector ->
                vector.name().orElse("") + matchers(vector.matchers()) + modifiers(vector.modifiers());
            case Expr.RangeSelector range ->
                "(range " + of(range.vector()) + " " + time(range.range()) + modifiers(range.modifiers()) + ")";
            case Expr.Subquery subquery ->
                "(subquery " + of(subquery.of()) + " " + time(subquery.range())
                        + subquery.step().map(step -> " " + time(step)).orElse("") + modifiers(subquery.modifiers())
                        + ")";
            case Expr.Aggregation aggregation ->
                "(" + aggregation.aggregator().word()
                        + aggregation.grouping().map(Shape::grouping).orElse("")
                        + aggregation
                                .parameter()
                                .map(parameter -> " " + of(parameter))
                                .orElse("")
                        + " " + of(aggregation.of()) + ")";
            case Expr.Call call ->
                "(" + call.function().name()
                        + call.arguments().stream()
                                .map(argument -> " " + of(argument))
                                .collect(Collectors.joining()) + ")";
            case Expr.Binary binary ->
                "(" + binary.operator().word() + (binary.returnsBool() ? " bool" : "")
                        + binary.matching().map(Shape::matching).orElse("")
                        + " " + of(binary.left()) + " " + of(binary.right()) + ")";
            case Expr.Unary unary -> "(" + (unary.isNegative() ? "minus " : "plus ") + of(unary.of()) + ")";
            case Expr.Parentheses parentheses -> "[" + of(parentheses.of()) + "]";
        };
    }

    private static String matchers(List<LabelMatcher> matchers) {
        return matchers.isEmpty()
                ? ""
                : matchers.stream()
                        .map(matcher -> matcher.name() + matcher.operator() + matcher.value())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String modifiers(Modifiers modifiers) {
        Stream<String> offset = modifiers.offset().map(span -> " offset " + time(span)).stream();
        Stream<String> at = modifiers.at().map(Shape::instant).stream();
        return Stream.concat(offset, at).collect(Collectors.joining());
    }

    private static String instant(Modifiers.Instant instant) {
        return switch (instant) {
            case Modifiers.Instant.Unix unix -> " @ " + number(unix.seconds());
            case Modifiers.Instant.Start start -> " @ start";
            case Modifiers.Instant.End end -> " @ end";
        };
    }

    private static String time(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed fixed -> number(fixed.seconds());
            case TimeSpan.Calculated calculated -> "calculated";
        };
    }

    private static String grouping(Grouping grouping) {
        return (grouping.isWithout() ? " without" : " by") + grouping.labels();
    }

    private static String matching(Matching matching) {
        return (matching.isOn() ? " on" : " ignoring")
                + matching.labels()
                + matching.group()
                        .map(g -> (g.isLeft() ? " left" : " right") + g.include())
                        .orElse("");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
