package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.PromqlError.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads selectors, without what follows them, and lists of labels. */
final class SelectorParser {

    private static final Set<String> OPERATORS = Set.of("=", "!=", "=~", "!~");

    private final Tokens tokens;

    SelectorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads a name, braces, or both. */
    VectorSelector selector() {
        Token first = tokens.peek();
        Optional<String> name = first.isSymbol("{")
                ? Optional.empty()
                : Optional.of(tokens.next().text());
        List<LabelMatcher> matchers = tokens.acceptSymbol("{") ? matchers() : List.of();
        return new VectorSelector(first.span().to(tokens.last()), name, matchers, Modifiers.NONE);
    }

    private List<LabelMatcher> matchers() {
        var matchers = new ArrayList<LabelMatcher>();
        while (!tokens.acceptSymbol("}")) {
            matchers.add(matcher());
            if (!tokens.acceptSymbol(",") && !tokens.peek().isSymbol("}")) {
                throw tokens.unexpected("\",\" or \"}\" was expected after a matcher");
            }
        }
        return matchers;
    }

    private LabelMatcher matcher() {
        Token name = tokens.peek();
        if (!name.is(TokenKind.NAME) && !name.is(TokenKind.STRING)) {
            throw tokens.unexpected("a label name, a quoted name or \"}\" was expected");
        }
        tokens.next();
        Token operator = tokens.peek();
        if (operator.is(TokenKind.SYMBOL) && OPERATORS.contains(operator.text())) {
            tokens.next();
            Token value = tokens.expect(TokenKind.STRING, "a value in quotes was expected after " + operator.text());
            return matcher(name, operator.text(), value);
        }
        if (name.is(TokenKind.STRING)) {
            String metric = StringLiterals.value(name.text());
            return new LabelMatcher(name.span(), LabelMatcher.METRIC_NAME, "=", metric, name.span(), metric.isEmpty());
        }
        throw tokens.unexpected("one of = != =~ !~ was expected after the label " + Quoting.shortened(name.text()));
    }

    private static LabelMatcher matcher(Token name, String operator, Token literal) {
        String label = name.is(TokenKind.STRING) ? StringLiterals.value(name.text()) : name.text();
        String value = StringLiterals.value(literal.text());
        boolean empty = operator.endsWith("~") ? matchesEmpty(value, literal) : value.isEmpty();
        return new LabelMatcher(
                name.span().to(literal.span()),
                label,
                operator,
                value,
                literal.span(),
                operator.startsWith("!") != empty);
    }

    private static boolean matchesEmpty(String pattern, Token literal) {
        return switch (Re2.check(pattern)) {
            case Re2.Valid(boolean empty) -> empty;
            case Re2.Invalid(String why) ->
                throw new PromqlException(
                        literal.span(), Rule.PATTERN, "the pattern is no regular expression of RE2: " + why);
        };
    }
}
