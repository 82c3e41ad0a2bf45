package dev.sliprovider.diagnosis;

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
import java.util.List;
import java.util.Optional;

/**
 * Why a query has no series: goes from the whole to its parts, to the deepest one that has none although its own parts have
 * some.
 */
record EmptyResult(QueryWithoutValue subject, QuestionResults answers) {

    Optional<String> explain() {
        return explain(subject.query().expr(), "", subject.window().end());
    }

    /** @param function that gets the part directly, or the empty text */
    Optional<String> explain(Expr part, String function, Instant at) {
        return switch (part) {
            case NumberLiteral number -> Optional.empty();
            case StringLiteral string -> Optional.empty();
            case VectorSelector vector -> selector(QueryParts.selector(vector, at));
            case RangeSelector range -> selector(QueryParts.selector(range, function, at));
            case Subquery subquery -> explain(subquery.of(), "", EvaluationTime.of(subquery.modifiers(), at));
            case Parentheses parentheses -> explain(parentheses.of(), function, at);
            case Unary unary -> explain(unary.of(), "", at);
            case Aggregation aggregation -> explain(aggregation.of(), "", at);
            case Call call -> call(call, at);
            case Binary binary -> new EmptyOperation(this, binary, at).explain();
        };
    }

    private Optional<String> selector(Selector selector) {
        return new MissingSeries(subject.questions(selector), answers).explain();
    }

    private Optional<String> call(Call call, Instant at) {
        String name = call.function().name();
        var noNumber = new NoNumber(subject, answers);
        if (name.equals("scalar")) {
            // VictoriaMetrics leaves out what is NaN.
            return QueryParts.decisiveArgument(call).flatMap(argument -> noNumber.scalar(argument, at));
        }
        if (QueryParts.NEVER_EMPTY.contains(name)) {
            return Optional.empty();
        }
        if (name.startsWith("absent")) {
            return Optional.of(name + "(…) has no result because the series it looks for are there; "
                    + "compare it with 0 by (" + name + "(…) or vector(0))");
        }
        return QueryParts.decisiveArgument(call).flatMap(argument -> bucketsWithoutBounds(call, argument, at)
                .or(() -> noNumber.noObservations(call, argument, at))
                .or(() -> explain(argument, name, at)));
    }

    /** Classic histograms need the label that has the upper bound. */
    private Optional<String> bucketsWithoutBounds(Call call, Expr argument, Instant at) {
        if (!QueryParts.isHistogramFunction(call)) {
            return Optional.empty();
        }
        return answers.series(new PartQuestions(subject).highest(argument, at)).stream()
                .flatMap(List::stream)
                .findFirst()
                .filter(series -> !series.labels().contains("le=\""))
                .map(series -> call.function().name() + " has no result because its argument "
                        + DisplayText.query(subject.text(argument))
                        + " has no label le; aggregate the series of ..._bucket by (le)");
    }
}
