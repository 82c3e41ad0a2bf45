package dev.sliprovider.promql;

/** Texts of a query in messages. */
final class Quoting {

    private static final int LONGEST = 60;

    private Quoting() {}

    /** @return the text, shortened in its end, without control characters */
    static String shortened(String text) {
        String visible = text.codePoints()
                .limit(LONGEST + 1L)
                .map(c -> Character.getType(c) == Character.CONTROL
                                || Character.getType(c) == Character.SURROGATE
                                || Character.getType(c) == Character.FORMAT
                                || c == 0x2028
                                || c == 0x2029
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.codePointCount(0, visible.length()) <= LONGEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
