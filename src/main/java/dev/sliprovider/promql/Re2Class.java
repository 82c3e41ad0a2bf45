package dev.sliprovider.promql;

/** A class of characters in brackets, such as {@code [a-z\d[:alpha:]]}. */
final class Re2Class {

    private final String text;
    private final Re2Escapes escapes;
    private int at;

    private Re2Class(String text, int at, Re2Escapes escapes) {
        this.text = text;
        this.at = at;
        this.escapes = escapes;
    }

    /**
     * @param start offset of the opening bracket
     * @return the offset after the closing one
     * @throws Re2.Refusal if RE2 refuses the class
     */
    static int end(String text, int start, Re2Escapes escapes) {
        var reader = new Re2Class(text, start + 1, escapes);
        reader.read();
        return reader.at;
    }

    private void read() {
        at += text.startsWith("^", at) ? 1 : 0;
        boolean first = true;
        while (first || !text.startsWith("]", at)) {
            first = false;
            if (!posix() && !escapedClass()) {
                range();
            }
        }
        at++;
    }

    private boolean posix() {
        int end = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
        if (end < 0) {
            return false;
        }
        String name = text.substring(at + 2, end);
        if (!Re2Names.POSIX.contains(name.startsWith("^") ? name.substring(1) : name)) {
            throw new Re2.Refusal("there is no class of characters [:" + Quoting.shortened(name) + ":]");
        }
        at = end + 2;
        return true;
    }

    private boolean escapedClass() {
        if (!text.startsWith("\\", at) || "dDsSwWpP".indexOf(at + 1 < text.length() ? text.charAt(at + 1) : 0) < 0) {
            return false;
        }
        at = escapes.end(at);
        return true;
    }

    private void range() {
        int low = character();
        if (!text.startsWith("-", at) || at + 1 >= text.length() || text.charAt(at + 1) == ']') {
            return;
        }
        at++;
        if (character() < low) {
            throw new Re2.Refusal("a range in brackets ends before it begins");
        }
    }

    private int character() {
        if (at >= text.length()) {
            throw new Re2.Refusal("a ] is missing");
        }
        if (text.charAt(at) == '\\') {
            Re2Escapes.Escape escape = escapes.character(at);
            at = escape.end();
            return escape.value();
        }
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
