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

    /** @return whether a number or a duration begins there */
    static boolean startsNumber(String text, int at) {
        char c = text.charAt(at);
        return isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    }

    /** @return the offset after the letters, digits and underscores that begin at an offset, and colons if wanted */
    static int endOfWord(String text, int start, boolean colons) {
        int end = start;
        while (end < text.length() && (isWord(text.charAt(end)) || colons && text.charAt(end) == ':')) {
            end++;
        }
        return end;
    }

    /** @return the offset of the end of the line, or of the text */
    static int endOfLine(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
