package dev.sliprovider.sli;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where in a PromQL text a value is to stand, which decides how it must be written there. */
enum Position {
    /** Outside of any literal: part of a name, a number or a duration. */
    BARE,
    /** In a string literal '…'. */
    SINGLE_QUOTED,
    /** In a string literal "…". */
    DOUBLE_QUOTED,
    /** In a string literal `…`, which knows no escapes. */
    RAW,
    /** In a comment or behind a backslash, where nothing is filled in. */
    VERBATIM;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:.-]+");

    /**
     * Writes an untrusted value so that it stays what it is: it never ends the literal it stands in, and outside of
     * one it is no more than a name, a number or a duration.
     *
     * @return the text to write, or empty if the value cannot stand here
     */
    Optional<String> fit(String value) {
        return switch (this) {
            case BARE -> Optional.of(value).filter(v -> PLAIN.matcher(v).matches());
            case SINGLE_QUOTED -> Optional.of(escape(value, '\''));
            case DOUBLE_QUOTED -> Optional.of(escape(value, '"'));
            case RAW -> Optional.of(value).filter(v -> v.indexOf('`') < 0);
            case VERBATIM -> Optional.empty();
        };
    }

    private static String escape(String value, char quote) {
        var out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append("\\\\");
                default -> out.append(c == quote ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }
}
