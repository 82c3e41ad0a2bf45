package dev.sliprovider.plot;

/**
 * Estimates the maximum width of a text in the common wide sans-serif fonts, because it cannot be measured before it is
 * shown.
 */
final class TextWidth {

    static final int SIZE = 12;

    private static final double NARROW = 0.42;
    private static final double USUAL = 0.64;
    private static final double CAPITAL = 0.76;
    private static final double WIDE = 1.02;

    private TextWidth() {}

    /** @return in units of the plot */
    static double of(String text) {
        return SIZE * text.codePoints().mapToDouble(TextWidth::of).sum();
    }

    private static double of(int c) {
        if (c > 0x17f || "mwMW@%".indexOf(c) >= 0) {
            return WIDE;
        }
        if (" .,:;!|'ijlftrI()[]-/".indexOf(c) >= 0) {
            return NARROW;
        }
        return Character.isUpperCase(c) ? CAPITAL : USUAL;
    }
}
