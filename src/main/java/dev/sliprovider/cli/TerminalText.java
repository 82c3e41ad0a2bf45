package dev.sliprovider.cli;

import java.util.regex.Matcher;
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
        0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5,
        0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD,
        0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757,
        0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
        0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF,
        0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
        0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440,
        0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4,
        0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB,
        0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947,
        0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };
    /** What people see as one character (Unicode Standard Annex 29). */
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    /** After a character that may also be a sign of the text, it asks for the emoji. */
    private static final char EMOJI = 0xFE0F;

    private static final int FIRST_FLAG = 0x1F1E6;
    private static final int LAST_FLAG = 0x1F1FF;
    private static final String INDENT = "  ";

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
        return CHARACTER
                .matcher(text)
                .results()
                .mapToInt(character -> widthOfOne(character.group()))
                .sum();
    }

    /** What follows the first code point with a width changes its look, not its width; spacing marks have their own place. */
    private static int widthOfOne(String character) {
        int first = character.codePointAt(0);
        boolean isFlag = first >= FIRST_FLAG && first <= LAST_FLAG && character.length() > Character.charCount(first);
        if (isFlag || character.indexOf(EMOJI) > 0) {
            return 2;
        }
        int base = character
                .codePoints()
                .map(TerminalText::width)
                .filter(width -> width > 0)
                .findFirst()
                .orElse(0);
        long spacing = character
                .codePoints()
                .skip(1)
                .filter(c -> Character.getType(c) == Character.COMBINING_SPACING_MARK)
                .count();
        return base + (int) spacing;
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
        return text.substring(0, end(text, columns - 1)) + "…";
    }

    /** @return where a text must end to have at most so many columns */
    private static int end(String text, int columns) {
        int used = 0;
        int end = 0;
        Matcher characters = CHARACTER.matcher(text);
        while (characters.find() && used + widthOfOne(characters.group()) <= columns) {
            used += widthOfOne(characters.group());
            end = characters.end();
        }
        return end;
    }

    /**
     * @param columns at least 20
     * @return the text in lines of at most so many columns, broken at blanks where possible; all but the first are indented
     */
    static String wrap(String text, int columns) {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.toString().isBlank() && width(line.toString()) + 1 + width(word) > columns) {
                lines.append(line).append(System.lineSeparator());
                line = new StringBuilder(INDENT);
            } else if (!line.toString().isBlank()) {
                line.append(' ');
            }
            String rest = word;
            while (width(line.toString()) + width(rest) > columns) {
                int end = end(rest, columns - width(line.toString()));
                lines.append(line).append(rest, 0, end).append(System.lineSeparator());
                line = new StringBuilder(INDENT);
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        return lines.append(line).toString();
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
