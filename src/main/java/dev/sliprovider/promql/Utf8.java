package dev.sliprovider.promql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts that may contain bytes that are no UTF-8, because a literal can be written so. */
final class Utf8 {

    private static final char STRAY = 0xDC00;

    private Utf8() {}

    /** @return the text; if the bytes are not UTF-8, those of them outside of ASCII as single surrogates */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            var text = new StringBuilder(bytes.length);
            for (byte b : bytes) {
                text.append((char) (b < 0 ? STRAY + (b & 0xFF) : b));
            }
            return text.toString();
        }
    }

    /** @return whether a text has a form in UTF-8 */
    static boolean isValid(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
