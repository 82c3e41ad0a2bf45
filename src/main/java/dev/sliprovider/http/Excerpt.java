package dev.sliprovider.http;

import java.util.regex.Pattern;

/** Shortens foreign texts, so that a message can quote them. */
public final class Excerpt {

    /** Maximum characters of a quoted text. */
    private static final int USUAL_LENGTH = 300;

    /**
     * The characters that are kept from the beginning of a longer text. The rest is kept from its end, where the reason is.
     */
    private static final int BEGINNING = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x{85}\\x{2028}\\x{2029}]+");
    /**
     * Control characters (C0, C1), and characters that change the direction of a text: a terminal or a log would interpret
     * them.
     */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    /** A class of an exception that caused another one. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*(?:: |$)");

    private Excerpt() {}

    /** @return the text in one line of at most 300 characters, see {@link #of(String, int)} */
    public static String of(String text) {
        return of(text, USUAL_LENGTH);
    }

    /**
     * @param length characters, at least 1
     * @return the text in one line, with an ellipsis if it is longer and a question mark in place of each unsafe
     *     character; it would
     *     change the line or drive a terminal; no character of two code units is cut
     */
    public static String of(String text, int length) {
        String line = line(text);
        return line.length() <= length ? line : beginning(line, length) + "…";
    }

    /**
     * @return the text in one line of at most 300 characters, shortened in its middle, because servers repeat the query
     *     before the reason
     */
    public static String ofReason(String text) {
        String line = line(text);
        return line.length() <= USUAL_LENGTH
                ? line
                : beginning(line, BEGINNING) + "…" + end(line, USUAL_LENGTH - BEGINNING);
    }

    private static String line(String text) {
        return UNSAFE.matcher(BLANKS.matcher(text).replaceAll(" ").strip()).replaceAll("?");
    }

    private static String end(String line, int length) {
        int from = line.length() - length;
        return line.substring(Character.isLowSurrogate(line.charAt(from)) ? from + 1 : from);
    }

    private static String beginning(String line, int length) {
        return line.substring(0, Character.isHighSurrogate(line.charAt(length - 1)) ? length - 1 : length);
    }

    /** @return the text of an exception, after a colon and without names of classes; nothing if it has none */
    static String afterColon(Throwable failure) {
        String said = failure.getMessage() == null
                ? ""
                : of(CLASS.matcher(failure.getMessage()).replaceAll(""));
        return said.isEmpty() ? "" : ": " + said;
    }
}
