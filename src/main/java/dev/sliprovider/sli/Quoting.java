package dev.sliprovider.sli;

/**
 * Follows PromQL's lexical state along a text: inside which kind of string literal, or comment, the next character
 * stands. PromQL has '…' and "…" with backslash escapes, `…` without, and comments from # to the end of the line.
 */
final class Quoting {

    private static final char NONE = 0;

    private char inside = NONE;
    private boolean escaped;

    /** Steps over one character of the query's own text. */
    void step(char c) {
        if (inside == '#') {
            inside = c == '\n' ? NONE : '#';
        } else if (inside == NONE) {
            inside = "'\"`#".indexOf(c) < 0 ? NONE : c;
        } else if (escaped) {
            escaped = false;
        } else if (c == '\\' && inside != '`') {
            escaped = true;
        } else if (c == inside) {
            inside = NONE;
        }
    }

    /** Where the next character stands. */
    Position position() {
        if (escaped) {
            return Position.VERBATIM;
        }
        return switch (inside) {
            case '\'' -> Position.SINGLE_QUOTED;
            case '"' -> Position.DOUBLE_QUOTED;
            case '`' -> Position.RAW;
            case '#' -> Position.VERBATIM;
            default -> Position.BARE;
        };
    }
}
