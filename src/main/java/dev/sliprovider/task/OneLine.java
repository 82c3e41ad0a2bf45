package dev.sliprovider.task;

import java.util.regex.Pattern;

/** Makes a text of an event safe for the log: a text from outside must not look like another line of the log. */
public final class OneLine {

    private static final int LENGTH = 200;
    /** Control characters (C0, C1), ends of lines and paragraphs, and characters that change the direction of a text. */
    private static final Pattern CONTROL = Pattern.compile(
            "[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private OneLine() {}

    /** @return the first 200 UTF-16 units of the text, with a mark if it was cut, as {@link #whole} shows it */
    public static String of(String text) {
        return whole(text.length() <= LENGTH ? text : text.substring(0, end(text)) + "…");
    }

    /** @return the text, with a question mark in place of each control character */
    public static String whole(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    }
}
