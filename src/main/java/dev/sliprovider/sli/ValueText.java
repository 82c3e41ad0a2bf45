package dev.sliprovider.sli;

import dev.sliprovider.promql.LexicalContext;
import dev.sliprovider.promql.LexicalContext.Comment;
import dev.sliprovider.promql.LexicalContext.Duration;
import dev.sliprovider.promql.LexicalContext.LabelName;
import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchOperator;
import dev.sliprovider.promql.LexicalContext.Outside;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes an untrusted value so that it stays what it is: it never ends the literal it stands in, and outside of one it is
 * no more than a name, a number or a duration.
 */
final class ValueText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:.-]+");
    /** The characters that have a meaning in a regular expression of RE2 outside of brackets. */
    private static final Pattern SYNTAX = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    private static final char REPLACEMENT = 0xFFFD;

    private ValueText() {}

    /** @return the text to write at a place, or empty if the value cannot stand there */
    static Optional<String> at(LexicalContext place, String value) {
        return switch (place) {
            case Outside outside -> plain(value);
            case Duration duration -> plain(value);
            case LabelName name -> plain(value);
            case MatchOperator operator -> plain(value);
            case Comment comment -> Optional.empty();
            case Literal literal when literal.inEscape() -> Optional.empty();
            case Literal literal
            when literal.quote() == '`' -> Optional.of(value).filter(raw -> raw.indexOf('`') < 0);
            case Literal literal -> Optional.of(escaped(value, literal.quote()));
        };
    }

    /** @return a string literal */
    static String singleQuoted(String value) {
        return "'" + escaped(value, '\'') + "'";
    }

    /** @return a regular expression that matches this text and no other */
    static String pattern(String value) {
        return SYNTAX.matcher(value).replaceAll("\\\\$0");
    }

    private static Optional<String> plain(String value) {
        return Optional.of(value).filter(text -> PLAIN.matcher(text).matches());
    }

    /** @return the value as it is written between these quotes */
    static String escaped(String value, char quote) {
        var out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append("\\\\");
                // Prometheus takes it for a byte that is not UTF-8.
                case REPLACEMENT -> out.append("\\ufffd");
                default -> out.append(c == quote ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }
}
