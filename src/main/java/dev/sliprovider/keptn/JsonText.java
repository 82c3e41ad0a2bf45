package dev.sliprovider.keptn;

/** How much room texts take in JSON: what decides whether a transport takes an answer. */
public final class JsonText {

    /** Less of a text says nothing. */
    private static final int SHORTEST = 20;

    private static final String MORE = "…";
    private static final int MORE_LENGTH = 3;

    private JsonText() {}

    /** @return bytes between the quotes, at most */
    public static int length(String text) {
        // No stream: this is asked of every text of every answer.
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += length(text.charAt(i));
        }
        return bytes;
    }

    /** @return the text, or as much of it as takes so many bytes with an end that shows that there was more */
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

    /** @return the text, or its beginning with an end that shows that there was more; so many characters at most */
    public static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return length < SHORTEST ? "" : text.substring(0, wholeCharacters(text, length - 1)) + MORE;
    }

    /** Half a pair of surrogates is no character. */
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
                // Each half of a pair may be written as an escape.
                yield Character.isSurrogate((char) unit) ? 6 : unit < 0x800 ? 2 : 3;
            }
        };
    }
}
