package dev.sliprovider.cli;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text for a terminal: without control characters, and measured in columns. Characters of East Asian scripts and emoji
 * take two columns (Unicode Standard Annex 11), combining marks and invisible characters none.
 */
final class TerminalText {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x{85}\\x{2028}\\x{2029}]+");
    /**
     * Control characters, C1 included (U+009B begins an escape sequence), and those that change the direction of writing.
     */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
    /** Ranges of code points, first and last in turn, whose characters are wide. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900,
        0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private TerminalText() {}

    /** @return the text on one line, without anything that a terminal would execute */
    static String printable(String text) {
        return UNSAFE.matcher(BLANKS.matcher(text.strip()).replaceAll(" ")).replaceAll("?");
    }

    /** @return the text with its lines and blanks, so that a caret below a line stays in place; controls are replaced */
    static String harmless(String text) {
        return text.lines().map(line -> UNSAFE.matcher(line).replaceAll("?")).collect(Collectors.joining("\n"));
    }

    /** @return the lines of the text, each as in {@link #printable}, with their indentation */
    static String printableLines(String text) {
        return text.lines()
                .map(line -> (line.startsWith("  ") ? "  " : "") + printable(line))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** @return the columns of the text */
    static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    /** @return the text, padded with blanks */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /**
     * @param columns at least 1
     * @return the text, cut with an ellipsis if it has more columns
     */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (used + width(text.codePointAt(end)) < columns) {
            used += width(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end) + "…";
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
            if (codePoint <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
