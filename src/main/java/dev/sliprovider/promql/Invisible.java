package dev.sliprovider.promql;

import java.util.Optional;

/** Characters that nobody sees, such as the zero width space that copied texts have. Two names that look alike may differ in one. */
public final class Invisible {

    private Invisible() {}

    /** @return whether it has no glyph: format characters (Unicode category Cf), the soft hyphen and the byte order mark among them */
    static boolean is(int character) {
        return Character.getType(character) == Character.FORMAT;
    }

    /** @return the first of them by its code point, such as U+200B; nothing if the text has none */
    public static Optional<String> in(String text) {
        return text.codePoints().filter(Invisible::is).mapToObj(Invisible::name).findFirst();
    }

    /** @return the text with {@code <U+200B>} in the place of each of them */
    public static String shown(String text) {
        return text.codePoints().noneMatch(Invisible::is)
                ? text
                : text.codePoints()
                        .collect(
                                StringBuilder::new,
                                (shown, c) -> shown.append(is(c) ? "<" + name(c) + ">" : Character.toString(c)),
                                StringBuilder::append)
                        .toString();
    }

    private static String name(int character) {
        return "U+%04X".formatted(character);
    }
}
