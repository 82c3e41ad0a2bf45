package dev.sliprovider.promql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    /** Where parentheses, brackets and braces are open. */
    private final Deque<Integer> open = new ArrayDeque<>();

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
            add(TokenKind.COMMENT, Characters.endOfLine(text, at));
        } else if (c == '"' || c == '\'' || c == '`') {
            add(TokenKind.STRING, StringLiterals.end(text, at));
        } else if (braces) {
            inBraces(c);
        } else {
            outside(c);
        }
    }

    private void inRange(char c) {
        if (Characters.startsNumber(text, at)) {
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
            add(TokenKind.NAME, Characters.endOfWord(text, at, false));
        } else if (c == '!' || c == '=') {
            boolean two =
                    at + 1 < text.length() && (text.charAt(at + 1) == '~' || c == '!' && text.charAt(at + 1) == '=');
            if (c == '!' && !two) {
                throw unexpected("!= or !~ was expected");
            }
            add(TokenKind.SYMBOL, at + (two ? 2 : 1));
        } else if (c == '}') {
            braces = false;
            open.pop();
            add(TokenKind.SYMBOL, at + 1);
        } else if (c == ',') {
            add(TokenKind.SYMBOL, at + 1);
        } else {
            throw unexpected("a label name, a quoted name or } was expected");
        }
    }

    private void outside(char c) {
        if (Characters.startsNumber(text, at)) {
            number();
        } else if (brackets && (c == ':' || Characters.isLetter(c))) {
            separator();
        } else if (c == ':' || Characters.isLetter(c)) {
            int end = Characters.endOfWord(text, at, true);
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

    private void number() {
        int end = NumberLiterals.end(text, at);
        TokenKind kind = end < 0 ? TokenKind.DURATION : TokenKind.NUMBER;
        end = end < 0 ? DurationLiterals.end(text, at) : end;
        if (end < 0) {
            String written = text.substring(at, Math.max(at + 1, Characters.endOfWord(text, at, false)));
            throw PromqlException.syntax(
                    new Span(at, at + written.length()),
                    Quoting.shortened(written) + " is neither a number nor a duration such as 5m or 1h30m");
        }
        add(kind, end);
    }

    private void symbol(char c) {
        boolean equals = at + 1 < text.length() && text.charAt(at + 1) == '=';
        switch (c) {
            case '(' -> open.push(at);
            case ')' -> close('(', "no parenthesis is open here");
            case '{' -> {
                open.push(at);
                braces = true;
            }
            case '[' -> openBracket();
            case ']' -> close('[', "no bracket is open here");
            case '!' -> require(equals, "!= was expected; !~ and other matchers stand in braces");
            case '=' -> require(equals, "a comparison is written as ==; matchers such as = and =~ stand in braces");
            default -> {}
        }
        add(TokenKind.SYMBOL, at + (equals && "=!<>".indexOf(c) >= 0 ? 2 : 1));
    }

    private void openBracket() {
        require(!brackets, "brackets are open already");
        open.push(at);
        brackets = true;
        range = true;
        colon = false;
    }

    private void close(char opening, String problem) {
        require(!open.isEmpty() && text.charAt(open.peek()) == opening, problem);
        open.pop();
        if (opening == '[') {
            brackets = false;
            range = false;
        }
    }

    private void checkClosed() {
        if (!open.isEmpty()) {
            int first = open.peek();
            throw PromqlException.syntax(
                    new Span(first, first + 1), "the " + text.charAt(first) + " is not closed before the query ends");
        }
    }

    private void require(boolean fits, String expected) {
        if (!fits) {
            throw unexpected(expected);
        }
    }

    private void add(TokenKind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private PromqlException unexpected(String expected) {
        int c = text.codePointAt(at);
        String found = Character.toString(c);
        return PromqlException.syntax(
                new Span(at, at + Character.charCount(c)),
                Invisible.is(c)
                        ? "the invisible character " + Invisible.in(found).orElseThrow()
                                + " stands here, probably from a copied text: delete it"
                        : "unexpected " + Quoting.shortened(found) + ": " + expected);
    }
}
