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
import dev.sliprovider.promql.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Creates the questions whose answers explain why a query has no value. All of them are asked at once, so they cover every
 * part that may be the cause: the operands of operators, and the selectors.
 */
public final class NoValueQuestions {

    /** Questions about one query. */
    static final int MOST = 20;
    /** Questions about parts that are no selectors. */
    private static final int MOST_PARTS = 8;
    /** Different selectors of one query that are asked about. */
    private static final int MOST_SELECTORS = 3;
    /** Longer parts are repeated in no question, in characters. */
    private static final int LONGEST = 500;

    private final QueryWithoutValue subject;
    private final PartQuestions ask;
    private final SequencedSet<Question.Query> parts = new LinkedHashSet<>();
    private final SequencedSet<Selector> selectors = new LinkedHashSet<>();

    private NoValueQuestions(QueryWithoutValue subject) {
        this.subject = subject;
        this.ask = new PartQuestions(subject);
    }

    /** @return at most {@value #MOST} questions, none twice */
    public static SequencedSet<Question> of(QueryWithoutValue subject) {
        var questions = new NoValueQuestions(subject);
        questions.visit(subject.query().expr(), "", subject.window().end(), subject.hasNoData());
        return questions.bounded();
    }

    /** The selectors take turns, so that the limit omits the least useful questions of each. */
    private SequencedSet<Question> bounded() {
        var all = new LinkedHashSet<Question>();
        parts.stream()
                .filter(question -> question.promql().length() <= 2 * LONGEST)
                .limit(MOST_PARTS)
                .forEach(all::add);
        List<List<Question>> rows = new ArrayList<>();
        selectors.stream()
                .filter(selector -> selector.text().length() <= LONGEST)
                .limit(MOST_SELECTORS)
                .forEach(selector -> rows.add(subject.questions(selector).all()));
        for (int i = 0; rows.stream().anyMatch(row -> !row.isEmpty()) && all.size() < MOST; i++) {
            List<Question> row = rows.get(i % rows.size());
            if (!row.isEmpty()) {
                all.add(row.removeFirst());
            }
        }
        return all;
    }

    /**
     * @param function that gets the part directly, or the empty text
     * @param maybeEmpty whether the part may have no series, rather than a value that is no number
     */
    private void visit(Expr part, String function, Instant at, boolean maybeEmpty) {
        switch (part) {
            case NumberLiteral number -> {}
            case StringLiteral string -> {}
            case VectorSelector vector -> selector(vector, at, maybeEmpty);
            case RangeSelector range -> {
                if (maybeEmpty) {
                    selectors.add(QueryParts.selector(range, function, at));
                }
            }
            case Subquery subquery -> visit(subquery.of(), "", EvaluationTime.of(subquery.modifiers(), at), maybeEmpty);
            case Parentheses parentheses -> visit(parentheses.of(), function, at, maybeEmpty);
            case Unary unary -> visit(unary.of(), "", at, maybeEmpty);
            case Aggregation aggregation -> visit(aggregation.of(), "", at, maybeEmpty);
            case Call call -> call(call, at, maybeEmpty);
            case Binary binary -> binary(binary, at, maybeEmpty);
        }
    }

    private void selector(VectorSelector vector, Instant at, boolean maybeEmpty) {
        if (maybeEmpty) {
            selectors.add(QueryParts.selector(vector, at));
        } else {
            parts.add(ask.highest(vector, at));
        }
    }

    private void call(Call call, Instant at, boolean maybeEmpty) {
        String name = call.function().name();
        boolean isScalar = name.equals("scalar");
        QueryParts.decisiveArgument(call).ifPresent(argument -> {
            if (QueryParts.isHistogramFunction(call) || argument.type() == ValueType.INSTANT_VECTOR && !maybeEmpty) {
                parts.add(ask.highest(argument, at));
            }
            if (isScalar) {
                parts.add(ask.count(argument, at));
            }
            visit(argument, name, at, maybeEmpty || isScalar);
        });
    }

    private void binary(Binary binary, Instant at, boolean maybeEmpty) {
        parts.add(ask.operand(binary, true, at));
        parts.add(ask.operand(binary, false, at));
        boolean areVectors =
                binary.left().type() != ValueType.SCALAR && binary.right().type() != ValueType.SCALAR;
        if (maybeEmpty && areVectors && !binary.operator().isSetOperator()) {
            parts.add(ask.partners(binary, at));
        }
        visit(binary.left(), "", at, maybeEmpty);
        visit(binary.right(), "", at, maybeEmpty);
    }
}
