package dev.sliprovider.promql;

import java.util.List;

/** The tokens of a query, read one after the other; comments are left out. */
final class Tokens {

    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens =
                tokens.stream().filter(token -> !token.is(TokenKind.COMMENT)).toList();
    }

    Token peek() {
        return tokens.get(at);
    }

    /** @return the token after the next one; the last one after the end */
    Token second() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token next = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return next;
    }

    /** @return the span of the token that was read last */
    Span last() {
        return tokens.get(Math.max(0, at - 1)).span();
    }

    boolean acceptSymbol(String symbol) {
        boolean there = peek().isSymbol(symbol);
        at += there ? 1 : 0;
        return there;
    }

    boolean acceptKeyword(String keyword) {
        boolean there = peek().isKeyword(keyword);
        at += there ? 1 : 0;
        return there;
    }

    Token expectSymbol(String symbol, String where) {
        if (!peek().isSymbol(symbol)) {
            throw unexpected(symbol + " was expected " + where);
        }
        return next();
    }

    Token expect(TokenKind kind, String expected) {
        if (!peek().is(kind)) {
            throw unexpected(expected);
        }
        return next();
    }

    PromqlException unexpected(String expected) {
        return PromqlException.syntax(peek().span(), "unexpected " + peek().described() + ": " + expected);
    }
}
