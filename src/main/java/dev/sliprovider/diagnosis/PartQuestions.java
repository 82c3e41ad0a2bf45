package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.Question.Query;
import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Expr.Binary;
import dev.sliprovider.promql.Matching;
import dev.sliprovider.promql.ValueType;
import java.time.Instant;

/**
 * What is asked about parts of a query that are no selectors.
 *
 * @param subject whose parts they are
 */
record PartQuestions(QueryWithoutValue subject) {

    /** The highest value of a part, with the labels of its series; a scalar as it is. */
    Query highest(Expr part, Instant at) {
        return extreme("topk", part, at);
    }

    /** What an operand is: of a comparison, the value that comes closest to what it asks for. */
    Query operand(Binary binary, boolean isLeft, Instant at) {
        String operator = binary.operator().word();
        boolean wantsLow = operator.startsWith("<") && isLeft || operator.startsWith(">") && !isLeft;
        return extreme(wantsLow ? "bottomk" : "topk", isLeft ? binary.left() : binary.right(), at);
    }

    /** How many series a part has. */
    Query count(Expr part, Instant at) {
        return new Query("count(" + enclosed(part) + ")", at);
    }

    /** How many series of the left side find one on the right. */
    Query partners(Binary binary, Instant at) {
        String matching = binary.matching().map(PartQuestions::written).orElse("");
        return new Query("count(" + enclosed(binary.left()) + " and " + matching + enclosed(binary.right()) + ")", at);
    }

    private Query extreme(String aggregator, Expr part, Instant at) {
        return new Query(
                part.type() == ValueType.SCALAR ? subject.text(part) : aggregator + "(1," + enclosed(part) + ")", at);
    }

    private static String written(Matching matching) {
        return matching.labels().stream()
                        .map(PartQuestions::label)
                        .toList()
                        .toString()
                        .replace('[', '(')
                        .replace(']', ')')
                        .transform(labels -> (matching.isOn() ? "on" : "ignoring") + labels)
                + " ";
    }

    private static String label(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*")
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A comment at the end of the part must not swallow the parenthesis. */
    private String enclosed(Expr part) {
        return "(" + subject.text(part) + (subject.text(part).contains("#") ? "\n)" : ")");
    }
}
