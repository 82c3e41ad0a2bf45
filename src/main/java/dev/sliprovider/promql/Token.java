package dev.sliprovider.promql;

import java.util.Locale;
import java.util.Set;

/**
 * A part of a query that is not divided further.
 *
 * @param kind what it is
 * @param text as it is written
 * @param start its offset in the query
 */
public record Token(TokenKind kind, String text, int start) {

    Span span() {
        return new Span(start, start + text.length());
    }

    boolean is(TokenKind wanted) {
        return kind == wanted;
    }

    boolean isSymbol(String wanted) {
        return kind == TokenKind.SYMBOL && text.equals(wanted);
    }

    boolean isKeyword(String wanted) {
        return kind == TokenKind.KEYWORD && word().equals(wanted);
    }

    boolean isKeyword(Set<String> wanted) {
        return kind == TokenKind.KEYWORD && wanted.contains(word());
    }

    /** @return the text of a keyword as the language has it */
    String word() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** @return how a message names it */
    String described() {
        return switch (kind) {
            case END -> "the end of the query";
            case STRING -> "the string " + Quoting.shortened(text);
            case NUMBER -> "the number " + Quoting.shortened(text);
            case DURATION -> "the duration " + Quoting.shortened(text);
            case NAME, METRIC_NAME, KEYWORD, COLON, SYMBOL, COMMENT -> "\"" + Quoting.shortened(text) + "\"";
        };
    }
}
