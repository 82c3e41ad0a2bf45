package dev.sliprovider.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tabs between tokens: yaml.v3 skips them wherever no key can begin, SnakeYAML refuses many of them. Those are replaced
 * by blanks, which changes no line or column.
 */
final class Tabs {

    /** Where a key can begin: at the beginning of a line, after the marks of a list item and of a long key. */
    private static final Pattern KEY_CAN_BEGIN = Pattern.compile("(?:.*[ \t])?[-?]|[ \t]*:|");

    private static final Pattern COMMENT = Pattern.compile("[ \t]*#.*\\R", Pattern.DOTALL);

    private Tabs() {}

    /**
     * @param index where SnakeYAML stopped
     * @return the text without the tabs around that place; empty if there are none, or if they are invalid
     */
    static Optional<String> blanked(String text, int index) {
        int begin = index;
        while (begin > 0 && isBlank(text.charAt(begin - 1))) {
            begin--;
        }
        int end = index;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        String blanks = text.substring(begin, end);
        return blanks.indexOf('\t') >= 0 && isSkipped(text, begin, end)
                ? Optional.of(text.substring(0, begin) + " ".repeat(blanks.length()) + text.substring(end))
                : Optional.empty();
    }

    private static boolean isSkipped(String text, int begin, int end) {
        int lineStart = lineStart(text, begin);
        return !KEY_CAN_BEGIN.matcher(text.substring(lineStart, begin)).matches()
                || text.startsWith("#", end) && followsComment(text, lineStart)
                || GoScanner.endsInFlow(text.substring(0, begin), YamlText.options());
    }

    /** yaml.v3 reads the lines of a comment together. */
    private static boolean followsComment(String text, int lineStart) {
        return lineStart > 0
                && COMMENT.matcher(text.substring(lineStart(text, lineStart - 1), lineStart))
                        .matches();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int lineStart(String text, int index) {
        int start = index;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return start;
    }
}
