package dev.sliprovider.promql;

/** The classes of characters that the language knows; all of them are ASCII. */
final class Characters {

    private Characters() {}

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isWord(int c) {
        return isLetter(c) || isDigit(c);
    }

    /** @return the value of a hexadecimal digit, or -1 */
    static int hex(int c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
