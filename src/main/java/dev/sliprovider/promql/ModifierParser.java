package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.Expr.Subquery;
import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.Modifiers.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads what follows an operand: ranges, subqueries, {@code offset} and {@code @}. */
final class ModifierParser {

    private final Tokens tokens;
    private final TimeSpanParser spans;

    ModifierParser(Tokens tokens, TimeSpanParser spans) {
        this.tokens = tokens;
        this.spans = spans;
    }

    Expr after(Expr operand) {
        Expr expr = operand;
        int links = 0;
        while (true) {
            Depth.checkHeight(++links);
            if (tokens.acceptSymbol("[")) {
                expr = brackets(expr);
            } else if (tokens.acceptKeyword("offset")) {
                expr = offset(expr);
            } else if (tokens.acceptSymbol("@")) {
                expr = at(expr);
            } else {
                return expr;
            }
        }
    }

    private Expr brackets(Expr of) {
        TimeSpan range = spans.range();
        if (tokens.peek().is(TokenKind.COLON)) {
            tokens.next();
            Optional<TimeSpan> step = tokens.peek().isSymbol("]") ? Optional.empty() : Optional.of(spans.range());
            tokens.expectSymbol("]", "after the step of a subquery");
            return new Subquery(of.span().to(tokens.last()), of, range, step, Modifiers.NONE);
        }
        tokens.expectSymbol("]", "after the range");
        if (!(of instanceof VectorSelector vector)) {
            throw PromqlException.syntax(
                    range.span(),
                    "a range needs a selector before it; for other expressions a subquery such as [5m:] is meant");
        }
        if (vector.modifiers().hasOffset()
                || vector.modifiers()
                        .at()
                        .filter(Instant.Unix.class::isInstance)
                        .isPresent()) {
            throw PromqlException.syntax(range.span(), "offset and @ stand after the range, not before it");
        }
        return new RangeSelector(of.span().to(tokens.last()), vector, range, vector.modifiers());
    }

    private Expr offset(Expr of) {
        Span keyword = tokens.last();
        TimeSpan offset = spans.offset();
        return modified(of, keyword, "offset", modifiers -> {
            if (modifiers.hasOffset()) {
                throw PromqlException.syntax(keyword, "there is an offset already");
            }
            return modifiers.withOffset(offset);
        });
    }

    private Expr at(Expr of) {
        Span symbol = tokens.last();
        Instant instant = instant();
        return modified(of, symbol, "@", modifiers -> {
            if (modifiers.at().isPresent()) {
                throw PromqlException.syntax(symbol, "there is an @ already");
            }
            return modifiers.withAt(instant);
        });
    }

    private Instant instant() {
        boolean isStart = tokens.peek().isKeyword("start");
        if (isStart || tokens.peek().isKeyword("end")) {
            tokens.next();
            tokens.expectSymbol("(", "after " + (isStart ? "start" : "end"));
            tokens.expectSymbol(")", "as " + (isStart ? "start" : "end") + " takes no argument");
            return isStart ? new Instant.Start() : new Instant.End();
        }
        Token sign = tokens.peek();
        if (TimeSpanParser.isSign(sign)) {
            tokens.next();
        }
        if (!TimeSpanParser.isNumber(tokens.peek())) {
            throw tokens.unexpected("a Unix timestamp, start() or end() was expected after @");
        }
        double seconds = spans.number();
        if (Double.isNaN(seconds) || seconds >= 0x1p63) {
            throw PromqlException.syntax(tokens.last(), "the timestamp after @ is out of bounds");
        }
        return new Instant.Unix(sign.isSymbol("-") ? -seconds : seconds);
    }

    private Expr modified(Expr of, Span where, String modifier, UnaryOperator<Modifiers> change) {
        Span span = of.span().to(tokens.last());
        return switch (of) {
            case VectorSelector v -> new VectorSelector(span, v.name(), v.matchers(), change.apply(v.modifiers()));
            case RangeSelector r -> new RangeSelector(span, r.vector(), r.range(), change.apply(r.modifiers()));
            case Subquery s -> new Subquery(span, s.of(), s.range(), s.step(), change.apply(s.modifiers()));
            case Expr.NumberLiteral e -> throw misplaced(where, modifier);
            case Expr.StringLiteral e -> throw misplaced(where, modifier);
            case Expr.Aggregation e -> throw misplaced(where, modifier);
            case Expr.Call e -> throw misplaced(where, modifier);
            case Expr.Binary e -> throw misplaced(where, modifier);
            case Expr.Unary e -> throw misplaced(where, modifier);
            case Expr.Parentheses e -> throw misplaced(where, modifier);
        };
    }

    private static PromqlException misplaced(Span where, String modifier) {
        return PromqlException.syntax(
                where, modifier + " directly follows a selector or a subquery, not another expression");
    }
}
