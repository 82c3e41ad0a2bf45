package dev.sliprovider.sli;

import java.util.ArrayList;
import java.util.List;

/** A second opinion: PromQL's lexical rules once more, read from Prometheus' documentation and not from our own code. */
final class PromqlTokens {

    /** A piece of a query; the text of a string literal is what it stands for, without quotes and escapes. */
    record Token(boolean literal, String text) {}

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PromqlTokens(String query) {
        this.query = query;
    }

    /** @throws IllegalArgumentException if Prometheus could not read the query either */
    static List<Token> of(String query) {
        return new PromqlTokens(query).read();
    }

    private List<Token> read() {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                int end = query.indexOf('\n', at);
                at = end < 0 ? query.length() : end;
            } else if (c == '"' || c == '\'' || c == '`') {
                tokens.add(new Token(true, literal(c)));
            } else if (isWord(c)) {
                int start = at;
                while (at < query.length() && isWord(query.charAt(at))) {
                    at++;
                }
                tokens.add(new Token(false, query.substring(start, at)));
            } else {
                tokens.add(new Token(false, String.valueOf(query.charAt(at++))));
            }
        }
        return tokens;
    }

    private String literal(char quote) {
        var text = new StringBuilder();
        for (at++; at < query.length(); at++) {
            char c = query.charAt(at);
            if (c == quote) {
                at++;
                return text.toString();
            }
            if (c == '\n' && quote != '`') {
                break;
            }
            text.append(c == '\\' && quote != '`' ? escape() : c);
        }
        throw new IllegalArgumentException("unterminated literal in " + query);
    }

    private char escape() {
        at++;
        if (at == query.length() || query.charAt(at) == '\n') {
            throw new IllegalArgumentException("unterminated escape in " + query);
        }
        return switch (query.charAt(at)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> query.charAt(at);
        };
    }

    private static boolean isWord(char c) {
        return c == '_' || c == ':' || c == '.' || Character.isLetterOrDigit(c);
    }
}
