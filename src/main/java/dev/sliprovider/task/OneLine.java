package dev.sliprovider.task;

import java.util.regex.Pattern;

/** Texts of events as they stand in the log: they come from outside, and none may look like a line of its own. */
public final class OneLine {

    private static final int LENGTH = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private OneLine() {}

    /** @return the beginning of the text, without control characters */
    public static String of(String text) {
        String shown = text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
        return CONTROL.matcher(shown).replaceAll("?");
    }
}
