package dev.sliprovider.keptn;

/** The length of texts in JSON, because transports limit the length of an event. */
public final class JsonText {

    /** A shorter part of a text is useless. */
    private static final int SHORTEST = 20;

    private static final String MORE = "…";
    private static final int MORE_LENGTH = 3;

    private JsonText() {}

    /** @return upper bound of the bytes between the quotes */
    public static int length(String text) {
        // Not a stream, for speed: this runs for every text of every answer.
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += length(text.charAt(i));
        }
        return bytes;
    }

    /** @return the text, or its beginning with an ellipsis, of at most this number of bytes in JSON */
    public static String cut(String text, int bytes) {
        if (text.length() <= bytes && length(text) <= bytes) {
            return text;
        }
        if (bytes < SHORTEST) {
            return "";
        }
        int end = 0;
        for (int left = bytes - MORE_LENGTH - length(text.charAt(0)); left >= 0; left -= length(text.charAt(end))) {
            end++;
        }
        return text.substring(0, wholeCharacters(text, end)) + MORE;
    }

    /** @return the text, or its beginning with an ellipsis, of at most this number of characters */
    public static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return length < SHORTEST ? "" : text.substring(0, wholeCharacters(text, length - 1)) + MORE;
    }

    /** Does not split a pair of surrogates. */
    private static int wholeCharacters(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static int length(int unit) {
        return switch (unit) {
            case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
            default -> {
                if (unit < ' ') {
                    yield 6;
                }
                if (unit < 0x80) {
                    yield 1;
                }
                // Each half of a pair of surrogates may be written as an escape.
                yield Character.isSurrogate((char) unit) ? 6 : unit < 0x800 ? 2 : 3;
            }
        };
    }
}
