package dev.sliprovider.promql;

import dev.sliprovider.promql.LexicalContext.Comment;
import dev.sliprovider.promql.LexicalContext.Duration;
import dev.sliprovider.promql.LexicalContext.LabelName;
import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchOperator;
import dev.sliprovider.promql.LexicalContext.MatchedValue;
import dev.sliprovider.promql.LexicalContext.Outside;
import dev.sliprovider.promql.LexicalContext.QuotedName;
import dev.sliprovider.promql.LexicalContext.Role;
import dev.sliprovider.promql.LexicalContext.Text;

/**
 * Follows the lexical state along a text, however wrong the text is. Nothing is refused, so that it works on a text with
 * placeholders and on the beginning of one.
 */
public final class ContextScanner {

    /** What the next character of an offset would be. */
    private enum Offset {
        NONE,
        EXPECTED,
        BEGUN
    }

    private static final char NONE = 0;

    private final String text;
    private int at;
    /** The quote of the open literal, or {@code #} in a comment. */
    private char inside = NONE;
    /** How many characters the open escape still needs. */
    private int escape;

    private boolean braces;
    private boolean brackets;
    private Offset offset = Offset.NONE;
    private int begin;
    private String label = "";
    private String operator = "";

    /** @param text a query, or its beginning, or what may become one */
    public ContextScanner(String text) {
        this.text = text;
    }

    /**
     * Continues to a place after all earlier requested places.
     *
     * @param offset at most the length of the text
     * @return what a character inserted there would be part of
     */
    public LexicalContext at(int offset) {
        while (at < offset) {
            step(offset);
        }
        return context();
    }

    /** Steps over a character or a placeholder, but not beyond the end. */
    private void step(int end) {
        char c = text.charAt(at);
        int next = at + 1;
        if (inside == '#') {
            inside = c == '\n' || c == '\r' ? NONE : inside;
        } else if (inside != NONE) {
            inLiteral(c);
        } else if (c == '$') {
            next = Math.max(next, Math.min(end, placeholderEnd()));
            word(text.substring(at, next));
        } else if (c == '#') {
            inside = c;
        } else if (c == '"' || c == '\'' || c == '`') {
            inside = c;
            begin = next;
        } else if (Characters.isWord(c)) {
            next = Math.max(next, Math.min(end, wordEnd()));
            word(text.substring(at, next));
        } else {
            symbol(c);
        }
        at = next;
    }

    private void inLiteral(char c) {
        if (escape > 0) {
            escape = escape == 1 && text.charAt(at - 1) == '\\' ? afterBackslash(c) : escape - 1;
        } else if (c == '\\' && inside != '`') {
            escape = 1;
        } else if (c == inside) {
            inside = NONE;
            closed(text.substring(begin, at));
        }
    }

    private static int afterBackslash(char c) {
        return switch (c) {
            case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
    }

    private void closed(String value) {
        if (braces && operator.isEmpty()) {
            label = value;
        }
        offset = Offset.NONE;
    }

    private void word(String word) {
        if (braces && operator.isEmpty()) {
            label = label + word;
        } else if (offset == Offset.EXPECTED) {
            offset = Offset.BEGUN;
        } else if (!brackets && !braces) {
            offset = word.equalsIgnoreCase("offset") && isBehindOperand() ? Offset.EXPECTED : offset;
        }
    }

    /** {@code offset} can be the name of a metric, too. */
    private boolean isBehindOperand() {
        int before = at - 1;
        while (before >= 0 && Characters.isBlank(text.charAt(before))) {
            before--;
        }
        return before >= 0 && (Characters.isWord(text.charAt(before)) || ")]}:".indexOf(text.charAt(before)) >= 0);
    }

    private void symbol(char c) {
        switch (c) {
            case '{' -> beginMatchers(true);
            case '}' -> beginMatchers(false);
            case ',' -> beginMatchers(braces);
            case '[' -> brackets = !braces;
            case ']' -> brackets = false;
            case '=', '!', '~' -> operator = braces ? operator + c : "";
            default -> {}
        }
        boolean isBeforeNumber = Characters.isBlank(c) || c == '-' || c == '+';
        offset = isBeforeNumber && offset == Offset.EXPECTED ? offset : Offset.NONE;
    }

    private void beginMatchers(boolean open) {
        braces = open;
        label = "";
        operator = "";
    }

    private int wordEnd() {
        int end = at;
        while (end < text.length() && Characters.isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int placeholderEnd() {
        if (text.startsWith("${", at)) {
            int close = text.indexOf('}', at);
            return close < 0 ? text.length() : close + 1;
        }
        int end = at + 1;
        while (end < text.length() && Characters.isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private LexicalContext context() {
        if (inside == '#') {
            return new Comment();
        }
        if (inside != NONE) {
            return new Literal(inside, escape > 0, role());
        }
        if (braces) {
            return label.isEmpty() || operator.isEmpty() && isInLabel() ? new LabelName() : new MatchOperator(label);
        }
        boolean duration = brackets || offset == Offset.EXPECTED || offset == Offset.BEGUN;
        return duration ? new Duration() : new Outside();
    }

    /** A character inserted directly after an unquoted name continues the name. */
    private boolean isInLabel() {
        char before = text.charAt(at - 1);
        return label.charAt(label.length() - 1) == before && (Characters.isWord(before) || before == '}');
    }

    private Role role() {
        if (!braces) {
            return new Text();
        }
        return operator.isEmpty() ? new QuotedName() : new MatchedValue(label, operator);
    }
}
