package dev.sliprovider.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * String literals: {@code "…"} and {@code '…'} with the escapes of Go, {@code `…`} without any
 * (<a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals">documentation</a>).
 */
final class StringLiterals {

    /** What an escape stands for: a byte if it is written as one, else a code point. */
    private record Escape(int value, boolean isByte, int end) {}

    private static final String SIMPLE = "abfnrtv\\";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\";

    private StringLiterals() {}

    /**
     * @param start offset of the opening quote
     * @return the offset after the closing quote
     * @throws PromqlException if the literal does not end, or has an escape that does not exist
     */
    static int end(String text, int start) {
        char quote = text.charAt(start);
        int at = start + 1;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == quote) {
                return at + 1;
            }
            if (quote != '`' && c == '\n') {
                throw PromqlException.syntax(
                        new Span(start, at),
                        "the string does not end on its line; close it with " + quote
                                + ", or write a line break as \\n");
            }
            if (c == 0xFFFD || Character.getType(c) == Character.SURROGATE) {
                throw PromqlException.syntax(
                        new Span(at, at + 1), "the string contains a character that is no valid UTF-8");
            }
            at = quote != '`' && c == '\\' ? escape(text, at, quote).end : at + Character.charCount(c);
        }
        throw PromqlException.syntax(new Span(start, at), "the string does not end; close it with " + quote);
    }

    /**
     * @param literal with its quotes, and well formed
     * @return what it stands for; bytes that are no UTF-8 become single surrogates
     */
    static String value(String literal) {
        char quote = literal.charAt(0);
        String inside = literal.substring(1, literal.length() - 1);
        if (quote == '`' || inside.indexOf('\\') < 0) {
            return inside;
        }
        var bytes = new ByteArrayOutputStream();
        int at = 1;
        while (at < literal.length() - 1) {
            int c = literal.codePointAt(at);
            if (c == '\\') {
                Escape escape = escape(literal, at, quote);
                if (escape.isByte) {
                    bytes.write(escape.value);
                } else {
                    bytes.writeBytes(Character.toString(escape.value).getBytes(StandardCharsets.UTF_8));
                }
                at = escape.end;
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(c);
            }
        }
        return Utf8.decode(bytes.toByteArray());
    }

    private static Escape escape(String text, int start, char quote) {
        char c = start + 1 < text.length() ? text.charAt(start + 1) : 0;
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            return new Escape(MEANT.charAt(simple), false, start + 2);
        }
        if (c == quote) {
            return new Escape(c, false, start + 2);
        }
        return switch (c) {
            case 'x' -> number(text, start, start + 2, 2, 16);
            case 'u' -> number(text, start, start + 2, 4, 16);
            case 'U' -> number(text, start, start + 2, 8, 16);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, start, start + 1, 3, 8);
            default ->
                throw PromqlException.syntax(
                        new Span(start, Math.min(start + 2, text.length())),
                        "there is no escape "
                                + Quoting.shortened(
                                        "\\" + (c == 0 ? "" : Character.toString(text.codePointAt(start + 1))))
                                + " in a string; a backslash is written as \\\\");
        };
    }

    private static Escape number(String text, int start, int digits, int count, int base) {
        int end = digits + count;
        long value = 0;
        for (int i = digits; i < end; i++) {
            int digit = i < text.length() ? Characters.hex(text.charAt(i)) : -1;
            if (digit < 0 || digit >= base) {
                throw PromqlException.syntax(
                        new Span(start, Math.min(i, text.length())),
                        "the escape needs " + count + (base == 16 ? " hexadecimal" : " octal") + " digits");
            }
            value = value * base + digit;
        }
        boolean isByte = count < 4;
        if (value > (isByte ? 255 : Character.MAX_CODE_POINT) || value >= 0xD800 && value < 0xE000) {
            throw PromqlException.syntax(new Span(start, end), "the escape stands for no character");
        }
        return new Escape((int) value, isByte, end);
    }
}
