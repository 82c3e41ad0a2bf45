package dev.sliprovider.http;

import java.util.regex.Pattern;

/** Shortens what others have written, so that it can be quoted in a message. */
public final class Excerpt {

    /** Characters of a sentence of another server. */
    private static final int USUAL_LENGTH = 300;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Control characters (C0, C1), ends of lines and paragraphs, and what changes the direction of a text. */
    private static final Pattern CONTROL = Pattern.compile(
            "[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

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
        String line =
                CONTROL.matcher(BLANKS.matcher(text.strip()).replaceAll(" ")).replaceAll("?");
        return line.length() <= length ? line : beginning(line, length) + "…";
    }

    private static String beginning(String line, int length) {
        return line.substring(0, Character.isHighSurrogate(line.charAt(length - 1)) ? length - 1 : length);
    }

    /** @return the text of an exception, or its kind if it has none */
    static String of(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : of(failure.getMessage());
    }
}
