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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Why the value of a query is not a number, or infinite: goes from the whole to the part that makes it so. */
record NoNumber(QueryWithoutValue subject, QuestionResults answers) {

    private static final Set<String> LOGARITHMS = Set.of("ln", "log2", "log10");

    Optional<String> explain() {
        return explain(subject.query().expr(), subject.window().end());
    }

    private Optional<String> explain(Expr part, Instant at) {
        return switch (part) {
            case NumberLiteral number -> Optional.empty();
            case StringLiteral string -> Optional.empty();
            case RangeSelector range -> Optional.empty();
            case VectorSelector vector -> sample(vector, at);
            case Subquery subquery -> explain(subquery.of(), EvaluationTime.of(subquery.modifiers(), at));
            case Parentheses parentheses -> explain(parentheses.of(), at);
            case Unary unary -> explain(unary.of(), at);
            case Aggregation aggregation -> explain(aggregation.of(), at);
            case Call call -> call(call, at);
            case Binary binary -> binary(binary, at);
        };
    }

    private PartQuestions ask() {
        return new PartQuestions(subject);
    }

    private Optional<String> sample(VectorSelector vector, Instant at) {
        OptionalDouble value = answers.value(ask().highest(vector, at));
        return value.isPresent() && !Double.isFinite(value.getAsDouble())
                ? Optional.of("the sample of " + DisplayText.query(subject.text(vector)) + " itself is "
                        + DisplayText.number(value.getAsDouble())
                        + ", as the application wrote it; a summary writes NaN while it observes nothing")
                : Optional.empty();
    }

    private Optional<String> call(Call call, Instant at) {
        String name = call.function().name();
        Optional<Expr> argument = QueryParts.decisiveArgument(call);
        if (argument.isEmpty()) {
            return Optional.empty();
        }
        Expr of = argument.get();
        OptionalDouble value = answers.value(ask().highest(of, at));
        Optional<String> unobserved = noObservations(call, of, at);
        if (unobserved.isPresent()) {
            return unobserved;
        }
        if (name.equals("scalar")) {
            return scalar(of, at);
        }
        if ((LOGARITHMS.contains(name) || name.equals("sqrt")) && value.orElse(1) <= 0) {
            return Optional.of("the argument " + DisplayText.query(subject.text(of)) + " of " + name + " is "
                    + DisplayText.number(value.getAsDouble()) + ", for which there is no finite value");
        }
        return explain(of, at);
    }

    /** @param of the argument of a function that may be one of histograms */
    Optional<String> noObservations(Call call, Expr of, Instant at) {
        return QueryParts.isHistogramFunction(call)
                        && answers.value(ask().highest(of, at)).orElse(1) == 0
                ? Optional.of("the histogram " + DisplayText.query(subject.text(of))
                        + " has no observations: all of its buckets are 0, so nothing was observed in its range;"
                        + " evaluate while there is traffic")
                : Optional.empty();
    }

    /** It is NaN unless its argument has exactly one series. */
    Optional<String> scalar(Expr of, Instant at) {
        if (answers.isEmpty(ask().count(of, at))) {
            String why = new EmptyResult(subject, answers)
                    .explain(of, "", at)
                    .map(text -> ": " + text)
                    .orElse("");
            return Optional.of("scalar(…) is NaN because its argument has no series" + why);
        }
        OptionalDouble count = answers.value(ask().count(of, at));
        return count.orElse(1) > 1
                ? Optional.of("scalar(…) is NaN because its argument " + DisplayText.query(subject.text(of)) + " has "
                        + DisplayText.number(count.getAsDouble()) + " series; aggregate it to one")
                : explain(of, at);
    }

    /** @return what a divisor of 0 means; empty if it is another operation, or another divisor */
    Optional<String> zeroDivisor(Binary binary, Instant at) {
        boolean divides =
                binary.operator().word().equals("/") || binary.operator().word().equals("%");
        if (!divides || answers.value(ask().operand(binary, false, at)).orElse(1) != 0) {
            return Optional.empty();
        }
        boolean isZeroByZero = answers.value(ask().operand(binary, true, at)).orElse(1) == 0;
        return Optional.of(
                "the divisor " + DisplayText.query(subject.text(binary.right())) + " is 0 at the end of the window"
                        + (isZeroByZero ? ", and so is the dividend: there was no traffic" : "")
                        + "; evaluate while there is traffic, or guard the division with (… > 0 or vector(1))");
    }

    private Optional<String> binary(Binary binary, Instant at) {
        Optional<String> divisor = zeroDivisor(binary, at);
        if (divisor.isPresent()) {
            return divisor;
        }
        OptionalDouble left = answers.value(ask().operand(binary, true, at));
        OptionalDouble right = answers.value(ask().operand(binary, false, at));
        if (right.isPresent() && !Double.isFinite(right.getAsDouble())) {
            return explain(binary.right(), at);
        }
        return left.isPresent() && !Double.isFinite(left.getAsDouble()) ? explain(binary.left(), at) : Optional.empty();
    }
}
