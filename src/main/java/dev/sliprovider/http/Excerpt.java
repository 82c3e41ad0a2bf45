package dev.sliprovider.http;

import java.util.regex.Pattern;

/** Shortens what others have written, so that it can be quoted in a message. */
public final class Excerpt {

    /** Characters of a sentence of another server. */
    private static final int USUAL_LENGTH = 300;

    /** Of a longer sentence these characters of its beginning stay, and most of its end, where the reason is. */
    private static final int BEGINNING = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\x{85}\\x{2028}\\x{2029}]+");
    /** Control characters, C1 included, and what changes the direction of a text: a terminal or a log would obey them. */
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
     * @return the text in one line, with an ellipsis if it is longer and a question mark in place of each character that would
     *     change the line or drive a terminal; no character of two code units is cut
     */
    public static String of(String text, int length) {
        String line = line(text);
        return line.length() <= length ? line : beginning(line, length) + "…";
    }

    /** @return the text in one line of at most 300 characters, shortened in its middle: servers repeat a query before they say what is wrong */
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
    static String of(Throwable failure) {
        String said = failure.getMessage() == null
                ? ""
                : of(CLASS.matcher(failure.getMessage()).replaceAll(""));
        return said.isEmpty() ? "" : ": " + said;
    }
}
