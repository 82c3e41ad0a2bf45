package dev.sliprovider.promql;

import java.util.List;
import java.util.Optional;

/** A query or a part of one. All spans are parts of the whole query. */
public sealed interface Expr {

    /** @return where it stands, brackets and modifiers included */
    Span span();

    /** @return what it gives */
    ValueType type();

    /**
     * A number, or a duration that stands for its seconds.
     *
     * @param value any, infinite and not a number included
     */
    record NumberLiteral(Span span, double value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    /** @param value what it stands for, escapes resolved */
    record StringLiteral(Span span, String value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /**
     * Series by name and labels, such as {@code up{job="a"} offset 5m}.
     *
     * @param name the name in front of the braces
     * @param matchers what stands in the braces; a quoted name there is a matcher of {@code __name__}
     */
    record VectorSelector(Span span, Optional<String> name, List<LabelMatcher> matchers, Modifiers modifiers)
            implements Expr {
        /** Copies the list. */
        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.INSTANT_VECTOR;
        }

        /** @return the name that the series must have, wherever it is written */
        public Optional<String> metric() {
            return name.or(() -> matchers.stream()
                    .filter(m -> m.isName() && m.operator().equals("="))
                    .map(LabelMatcher::value)
                    .findFirst());
        }
    }

    /** Series of a length of time, such as {@code up[5m]}; modifiers after the brackets are its own. */
    record RangeSelector(Span span, VectorSelector vector, TimeSpan range, Modifiers modifiers) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.RANGE_VECTOR;
        }
    }

    /** An instant vector evaluated many times, such as {@code rate(up[5m])[1h:30s]}. */
    record Subquery(Span span, Expr of, TimeSpan range, Optional<TimeSpan> step, Modifiers modifiers) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.RANGE_VECTOR;
        }
    }

    /**
     * An aggregation such as {@code sum by (job) (up)}.
     *
     * @param parameter what stands before the aggregated expression, such as the number of {@code topk}
     */
    record Aggregation(Span span, Aggregator aggregator, Optional<Grouping> grouping, Optional<Expr> parameter, Expr of)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.INSTANT_VECTOR;
        }
    }

    /** @param name where the name of the function stands */
    record Call(Span span, Span name, Function function, List<Expr> arguments) implements Expr {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.result();
        }
    }

    /**
     * Two operands and an operator.
     *
     * @param operator as the language has it, in lower case
     * @param returnsBool whether {@code bool} follows it
     */
    record Binary(
            Span span, Expr left, BinaryOperator operator, boolean returnsBool, Optional<Matching> matching, Expr right)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.INSTANT_VECTOR;
        }
    }

    /** A sign before an expression. */
    record Unary(Span span, boolean isNegative, Expr of) implements Expr {
        @Override
        public ValueType type() {
            return of.type();
        }
    }

    /** An expression in parentheses. */
    record Parentheses(Span span, Expr of) implements Expr {
        @Override
        public ValueType type() {
            return of.type();
        }
    }
}
