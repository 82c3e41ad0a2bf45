package dev.sliprovider.promql;

import dev.sliprovider.promql.PromqlError.Rule;
import dev.sliprovider.promql.TimeSpan.Calculated;
import dev.sliprovider.promql.TimeSpan.Fixed;

/** Reads lengths of time in brackets and after {@code offset}. */
final class TimeSpanParser {

    /** What 64 bits can hold of nanoseconds. */
    private static final double LONGEST_SECONDS = 0x1p63 / 1e9;

    private final Tokens tokens;
    private final Features features;
    private final Depth depth;

    TimeSpanParser(Tokens tokens, Features features, Depth depth) {
        this.tokens = tokens;
        this.features = features;
        this.depth = depth;
    }

    /** Reads the range or the step of brackets. */
    TimeSpan range() {
        TimeSpan range = calculation(1);
        if (range instanceof Fixed(Span span, double seconds) && seconds <= 0) {
            throw PromqlException.syntax(span, "a range or step must be longer than 0");
        }
        return range;
    }

    /** Reads an offset. A number with at most one sign ends it: {@code a offset 5m + 1} adds 1 to the value. */
    TimeSpan offset() {
        Token first = tokens.peek();
        Token amount = isSign(first) ? tokens.second() : first;
        if (!isNumber(amount)) {
            return calculation(1);
        }
        if (isSign(first)) {
            tokens.next();
        }
        return checked(first.span().to(amount.span()), first.isSymbol("-") ? -number() : number());
    }

    private TimeSpan calculation(int least) {
        depth.enter();
        TimeSpan left = signed();
        while (true) {
            Token operator = tokens.peek();
            int precedence = arithmetic(operator);
            if (precedence < least) {
                depth.leave();
                return left;
            }
            requireCalculations(left.span());
            tokens.next();
            TimeSpan right = calculation(BinaryOperator.isRightAssociative(operator) ? precedence : precedence + 1);
            if (right instanceof Fixed(Span span, double seconds) && seconds == 0 && "/%".contains(operator.text())) {
                throw PromqlException.syntax(span, "a duration is divided by zero");
            }
            left = new Calculated(left.span().to(right.span()));
        }
    }

    private TimeSpan signed() {
        Token sign = tokens.peek();
        if (!isSign(sign)) {
            return primary();
        }
        tokens.next();
        TimeSpan of = calculation(BinaryOperator.UNARY + 1);
        Span span = sign.span().to(of.span());
        return switch (of) {
            case Fixed fixed -> checked(span, sign.isSymbol("-") ? -fixed.seconds() : fixed.seconds());
            case Calculated calculated -> new Calculated(span);
        };
    }

    private TimeSpan primary() {
        Token first = tokens.peek();
        if (first.isSymbol("(")) {
            requireCalculations(first.span());
            tokens.next();
            TimeSpan inside = calculation(1);
            tokens.expectSymbol(")", "after the duration");
            return inside;
        }
        if (!isNumber(first)) {
            throw tokens.unexpected("a duration such as 5m was expected");
        }
        return checked(first.span(), number());
    }

    /** Reads a number or a duration, without a sign. */
    double number() {
        Token token = tokens.next();
        return token.is(TokenKind.NUMBER) ? NumberLiterals.value(token) : DurationLiterals.seconds(token);
    }

    static boolean isNumber(Token token) {
        return token.is(TokenKind.NUMBER) || token.is(TokenKind.DURATION);
    }

    static boolean isSign(Token token) {
        return token.isSymbol("+") || token.isSymbol("-");
    }

    private static Fixed checked(Span span, double seconds) {
        if (Math.abs(seconds) > LONGEST_SECONDS) {
            throw PromqlException.syntax(span, "the duration is longer than 292 years");
        }
        return new Fixed(span, seconds);
    }

    private static int arithmetic(Token token) {
        return token.is(TokenKind.SYMBOL) && "+-*/%^".contains(token.text()) ? BinaryOperator.precedence(token) : 0;
    }

    private void requireCalculations(Span span) {
        if (!features.durationExpressions()) {
            throw new PromqlException(
                    span,
                    Rule.EXPERIMENTAL,
                    "a duration that is calculated is experimental: Prometheus reads it only with"
                            + " --enable-feature=promql-duration-expr");
        }
    }
}
