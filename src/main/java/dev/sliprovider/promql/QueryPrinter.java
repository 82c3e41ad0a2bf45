package dev.sliprovider.promql;

import java.util.List;
import java.util.Set;

/** Writes a query with the blanks that people usually write; nothing else changes, comments included. */
public final class QueryPrinter {

    /** After these tokens, a parenthesis belongs to the next token. */
    private static final Set<String> SPACED =
            Set.of("by", "without", "and", "or", "unless", "atan2", "bool", "offset", "group_left", "group_right");

    private final StringBuilder out = new StringBuilder();
    private Token last;
    private boolean braces;
    /** Whether the last token is a sign, not an operator. */
    private boolean sign;

    private QueryPrinter() {}

    /** @return the same tokens on as many lines as there are comments, and one */
    public static String print(Promql.Query query) {
        return new QueryPrinter().all(query.tokens());
    }

    private String all(List<Token> tokens) {
        for (Token token : tokens) {
            if (!token.is(TokenKind.END)) {
                add(token);
            }
        }
        // To Prometheus, an e that ends the query is an exponent without digits, though it be hexadecimal.
        if (last.is(TokenKind.NUMBER) && last.word().matches("0x.*e")) {
            out.append(' ');
        }
        return out.toString();
    }

    private void add(Token token) {
        if (last != null) {
            out.append(last.is(TokenKind.COMMENT) ? "\n" : isSpaced(token) ? " " : "");
        }
        out.append(token.text());
        braces = token.isSymbol("{") || braces && !token.isSymbol("}");
        sign = TimeSpanParser.isSign(token) && (last == null || expectsOperand(last));
        last = token;
    }

    private static boolean expectsOperand(Token before) {
        return switch (before.kind()) {
            case SYMBOL -> !before.isSymbol(")") && !before.isSymbol("]") && !before.isSymbol("}");
            case KEYWORD -> before.isKeyword(SPACED);
            case COLON -> true;
            case NAME, METRIC_NAME, NUMBER, DURATION, STRING, COMMENT, END -> false;
        };
    }

    private boolean isSpaced(Token token) {
        if (token.is(TokenKind.COMMENT)) {
            return true;
        }
        if (isOneOf(last, "([{") || isOneOf(token, ")]},[") || isColon(last) || isColon(token)) {
            return false;
        }
        if (isOneOf(last, ",")) {
            return true;
        }
        if (sign || braces) {
            return false;
        }
        return switch (token.text()) {
            case "{" -> !isWord(last);
            case "(" -> !isWord(last) || last.isKeyword(SPACED);
            default -> true;
        };
    }

    private static boolean isOneOf(Token token, String symbols) {
        return token.is(TokenKind.SYMBOL) && token.text().length() == 1 && symbols.contains(token.text());
    }

    private static boolean isColon(Token token) {
        return token.is(TokenKind.COLON) && token.text().equals(":");
    }

    private static boolean isWord(Token token) {
        return switch (token.kind()) {
            case NAME, METRIC_NAME, KEYWORD -> true;
            case NUMBER, DURATION, STRING, COLON, SYMBOL, COMMENT, END -> false;
        };
    }
}
