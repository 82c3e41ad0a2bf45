package dev.sliprovider.promql;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a query into tokens, as the lexer of Prometheus 3.5 does. What a character means depends on whether braces or
 * brackets are open.
 */
final class Lexer {

    private static final String SYMBOLS = ",*/%+-^=!<>()[]{}@";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int parentheses;
    private boolean braces;
    private boolean brackets;
    /** In brackets, before their first number: only durations, operators and parentheses are read there. */
    private boolean range;

    private boolean colon;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * @return all tokens with comments, ended by one of kind {@link TokenKind#END}
     * @throws PromqlException if a character cannot stand where it stands
     */
    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            if (Characters.isBlank(text.charAt(at))) {
                at++;
            } else {
                next();
            }
        }
        checkClosed();
        tokens.add(new Token(TokenKind.END, "", text.length()));
        return List.copyOf(tokens);
    }

    private void next() {
        char c = text.charAt(at);
        if (range) {
            inRange(c);
        } else if (c == '#') {
            add(TokenKind.COMMENT, endOfLine());
        } else if (c == '"' || c == '\'' || c == '`') {
            add(TokenKind.STRING, StringLiterals.end(text, at));
        } else if (braces) {
            inBraces(c);
        } else {
            outside(c);
        }
    }

    private void inRange(char c) {
        if (startsNumber(c)) {
            range = false;
            number();
        } else if ("()+-*/%^]".indexOf(c) >= 0) {
            symbol(c);
        } else {
            throw unexpected("a duration such as 5m was expected");
        }
    }

    private void inBraces(char c) {
        if (Characters.isLetter(c)) {
            add(TokenKind.NAME, endOfWord(false));
        } else if (c == '!' || c == '=') {
            boolean two =
                    at + 1 < text.length() && (text.charAt(at + 1) == '~' || c == '!' && text.charAt(at + 1) == '=');
            if (c == '!' && !two) {
                throw unexpected("!= or !~ was expected");
            }
            add(TokenKind.SYMBOL, at + (two ? 2 : 1));
        } else if (c == '}') {
            braces = false;
            add(TokenKind.SYMBOL, at + 1);
        } else if (c == ',') {
            add(TokenKind.SYMBOL, at + 1);
        } else {
            throw unexpected("a label name, a quoted name or } was expected");
        }
    }

    private void outside(char c) {
        if (startsNumber(c)) {
            number();
        } else if (brackets && (c == ':' || Characters.isLetter(c))) {
            separator();
        } else if (c == ':' || Characters.isLetter(c)) {
            int end = endOfWord(true);
            add(Keywords.kind(text.substring(at, end)), end);
        } else if (SYMBOLS.indexOf(c) >= 0) {
            symbol(c);
        } else {
            throw unexpected("it has no meaning outside of a string");
        }
    }

    /** Prometheus reads any single letter here as the colon of a subquery, and so does this. */
    private void separator() {
        if (colon) {
            throw unexpected("the brackets have a colon already");
        }
        colon = true;
        add(TokenKind.COLON, at + 1);
    }

    private boolean startsNumber(char c) {
        return Characters.isDigit(c) || c == '.' && at + 1 < text.length() && Characters.isDigit(text.charAt(at + 1));
    }

    private void number() {
        int end = Numbers.end(text, at);
        TokenKind kind = end < 0 ? TokenKind.DURATION : TokenKind.NUMBER;
        end = end < 0 ? Durations.end(text, at) : end;
        if (end < 0) {
            String written = text.substring(at, Math.max(at + 1, endOfWord(false)));
            throw PromqlException.syntax(
                    new Span(at, at + written.length()),
                    Quoting.shortened(written) + " is neither a number nor a duration such as 5m or 1h30m");
        }
        add(kind, end);
    }

    private void symbol(char c) {
        boolean equals = at + 1 < text.length() && text.charAt(at + 1) == '=';
        switch (c) {
            case '(' -> parentheses++;
            case ')' -> parentheses--;
            case '{' -> braces = true;
            case '[' -> open();
            case ']' -> close();
            case '!' -> {
                if (!equals) {
                    throw unexpected("!= was expected; !~ and other matchers stand in braces");
                }
            }
            case '=' -> {
                if (!equals) {
                    throw unexpected("a comparison is written as ==; matchers such as = and =~ stand in braces");
                }
            }
            default -> {}
        }
        if (parentheses < 0) {
            throw unexpected("no parenthesis is open here");
        }
        add(TokenKind.SYMBOL, at + (equals && "=!<>".indexOf(c) >= 0 ? 2 : 1));
    }

    private void open() {
        if (brackets) {
            throw unexpected("brackets are open already");
        }
        brackets = true;
        range = true;
        colon = false;
    }

    private void close() {
        if (!brackets) {
            throw unexpected("no bracket is open here");
        }
        brackets = false;
        range = false;
    }

    private void checkClosed() {
        String missing = braces ? "}" : brackets ? "]" : parentheses > 0 ? ")" : "";
        if (!missing.isEmpty()) {
            throw PromqlException.syntax(
                    new Span(text.length(), text.length()), "the query ends before its " + missing);
        }
    }

    private int endOfWord(boolean colons) {
        int end = at;
        while (end < text.length() && (Characters.isWord(text.charAt(end)) || colons && text.charAt(end) == ':')) {
            end++;
        }
        return end;
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void add(TokenKind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private PromqlException unexpected(String expected) {
        int c = text.codePointAt(at);
        return PromqlException.syntax(
                new Span(at, at + Character.charCount(c)),
                "unexpected " + Quoting.shortened(Character.toString(c)) + ": " + expected);
    }
}
