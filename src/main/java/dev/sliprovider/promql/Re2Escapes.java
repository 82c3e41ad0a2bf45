package dev.sliprovider.promql;

/** What can follow a backslash in a regular expression of RE2. */
final class Re2Escapes {

    private static final String CLASSES = "dDsSwW";
    private static final String CONTROL = "afnrtv";
    private static final String CONTROLS = "\u0007\f\n\r\t\u000b";

    /**
     * @param value the code point it stands for, or -1 for a class
     * @param end the offset after it
     */
    record Escape(int value, int end) {}

    private final String text;

    Re2Escapes(String text) {
        this.text = text;
    }

    /** @return the offset after an escape, of a character or of a class, that begins at the backslash */
    int end(int start) {
        return classOrCharacter(start).end;
    }

    Escape classOrCharacter(int start) {
        char c = charAt(start + 1);
        if (c != 0 && CLASSES.indexOf(c) >= 0) {
            return new Escape(-1, start + 2);
        }
        return c == 'p' || c == 'P' ? unicodeClass(start) : character(start);
    }

    private Escape unicodeClass(int start) {
        int name = start + 2;
        if (name >= text.length()) {
            throw new Re2.Refusal("a class of characters is missing after \\p");
        }
        boolean braces = text.charAt(name) == '{';
        int end = braces ? text.indexOf('}', name) : name + Character.charCount(text.codePointAt(name));
        if (end < 0 || !Re2Names.isUnicodeClass(text.substring(braces ? name + 1 : name, end))) {
            throw new Re2.Refusal("there is no class of characters "
                    + Quoting.shortened(text.substring(start, end < 0 ? text.length() : end + (braces ? 1 : 0))));
        }
        return new Escape(-1, braces ? end + 1 : end);
    }

    /** Reads an escape that stands for one character. */
    Escape character(int start) {
        char c = charAt(start + 1);
        if (start + 1 >= text.length()) {
            throw new Re2.Refusal("it ends with a backslash");
        }
        int control = CONTROL.indexOf(c);
        if (control >= 0) {
            return new Escape(CONTROLS.charAt(control), start + 2);
        }
        if (c == 'x') {
            return hexadecimal(start);
        }
        if (c == '0' || isOctal(c) && isOctal(charAt(start + 2))) {
            return octal(start);
        }
        if (c >= 128 || c != '_' && Characters.isWord(c)) {
            throw unknown(start, start + 1 + Character.charCount(text.codePointAt(start + 1)));
        }
        return new Escape(c, start + 2);
    }

    private Escape octal(int start) {
        int end = start + 1;
        int value = 0;
        while (end < start + 4 && isOctal(charAt(end))) {
            value = value * 8 + charAt(end) - '0';
            end++;
        }
        return new Escape(value, end);
    }

    private Escape hexadecimal(int start) {
        boolean braces = charAt(start + 2) == '{';
        int digits = braces ? start + 3 : start + 2;
        int end = braces ? text.indexOf('}', digits) : digits + 2;
        if (end <= digits || end > text.length()) {
            throw unknown(start, Math.min(start + 4, text.length()));
        }
        long value = 0;
        for (int i = digits; i < end; i++) {
            int digit = Characters.hex(text.charAt(i));
            value = value * 16 + digit;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                throw unknown(start, end);
            }
        }
        return new Escape((int) value, braces ? end + 1 : end);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private Re2.Refusal unknown(int start, int end) {
        return new Re2.Refusal("there is no escape " + Quoting.shortened(text.substring(start, end)));
    }
}
