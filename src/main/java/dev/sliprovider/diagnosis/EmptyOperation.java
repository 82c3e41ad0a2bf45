package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.Question.Query;
import dev.sliprovider.diagnosis.QuestionResult.Series;
import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Expr.Binary;
import dev.sliprovider.promql.ValueType;
import java.time.Instant;
import java.util.Optional;

/** Why an operation of two operands has no series. */
record EmptyOperation(EmptyResult whole, Binary binary, Instant at) {

    Optional<String> explain() {
        if (isEmpty(true)) {
            return side(true);
        }
        return switch (binary.operator().word()) {
            case "or" -> Optional.empty();
            case "unless" -> hasData(true) ? Optional.of(excluded()) : Optional.empty();
            default -> isEmpty(false) ? side(false) : hasData(true) && hasData(false) ? together() : Optional.empty();
        };
    }

    private Query question(boolean isLeft) {
        return new PartQuestions(whole.subject()).operand(binary, isLeft, at);
    }

    private boolean isEmpty(boolean isLeft) {
        return whole.answers().isEmpty(question(isLeft));
    }

    private boolean hasData(boolean isLeft) {
        return whole.answers().isPresent(question(isLeft));
    }

    private Expr operand(boolean isLeft) {
        return isLeft ? binary.left() : binary.right();
    }

    private String text(boolean isLeft) {
        return DisplayText.query(whole.subject().text(operand(isLeft)));
    }

    private Optional<String> side(boolean isLeft) {
        return whole.explain(operand(isLeft), "", at)
                .map(why -> why + " (this is the " + (isLeft ? "left" : "right") + " side of \""
                        + binary.operator().word() + "\")");
    }

    private String excluded() {
        return "every series of " + text(true) + " is also one of " + text(false)
                + ", so \"unless\" leaves none; check the right side, or which labels are compared";
    }

    /** Both sides have series, and the operation has none. */
    private Optional<String> together() {
        boolean areVectors =
                binary.left().type() != ValueType.SCALAR && binary.right().type() != ValueType.SCALAR;
        if (!areVectors) {
            return filtered();
        }
        Query partners = new PartQuestions(whole.subject()).partners(binary, at);
        if (binary.operator().word().equals("and") || whole.answers().isEmpty(partners)) {
            return Optional.of(strangers());
        }
        return whole.answers().isPresent(partners) ? filtered() : Optional.empty();
    }

    private String strangers() {
        return "both sides of \"" + binary.operator().word()
                + "\" have series, but none of the left has the same labels"
                + " as one of the right, for example " + labels(true) + " and " + labels(false)
                + "; aggregate both sides, or name the labels to compare with on(…) or ignoring(…)";
    }

    private String labels(boolean isLeft) {
        return whole.answers().series(question(isLeft)).stream()
                .flatMap(series -> series.stream().map(Series::labels))
                .findFirst()
                .map(DisplayText::query)
                .orElse("{}");
    }

    private Optional<String> filtered() {
        if (!binary.operator().isComparison() || binary.returnsBool()) {
            // VictoriaMetrics leaves out what is NaN.
            return new NoNumber(whole.subject(), whole.answers()).zeroDivisor(binary, at);
        }
        boolean isLeftNumber = binary.left().type() == ValueType.SCALAR;
        String compared = DisplayText.query(whole.subject().text(binary));
        return Optional.of("the comparison " + compared + " leaves no series: " + text(!isLeftNumber) + " is "
                + value(!isLeftNumber) + (isPlain(isLeftNumber) ? "" : " and the other side " + value(isLeftNumber))
                + "; write bool after the operator for 0 or 1" + restarted());
    }

    private boolean isPlain(boolean isLeft) {
        return QueryParts.bare(operand(isLeft)) instanceof Expr.NumberLiteral;
    }

    private String value(boolean isLeft) {
        return DisplayText.number(whole.answers().value(question(isLeft)).orElse(Double.NaN));
    }

    private String restarted() {
        return new Restarts(whole.subject(), whole.answers())
                .of(binary, at)
                .map(remark -> ". " + remark)
                .orElse("");
    }
}
