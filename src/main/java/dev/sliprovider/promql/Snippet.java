package dev.sliprovider.promql;

/** The line of a text with a caret under a part of it, for a terminal with letters of one width. */
public final class Snippet {

    private static final int BEFORE = 60;
    private static final int WIDEST = 100;
    private static final String TAB = "    ";

    private Snippet() {}

    /**
     * @param text any text
     * @param span a part of it; of several lines, the first one is shown
     * @return two lines: the line, shortened where it is long, and carets under the part
     */
    public static String of(String text, Span span) {
        int start = Math.min(span.start(), text.length());
        int begin = text.lastIndexOf('\n', start - 1) + 1;
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        int first = Math.max(begin, start - BEFORE);
        int last = Math.min(end, first + WIDEST);
        String before = (first > begin ? "…" : "") + visible(text.substring(aligned(text, first), start));
        String marked = visible(text.substring(start, Math.clamp(span.end(), start, Math.max(start, last))));
        String after = visible(text.substring(start, aligned(text, last))) + (last < end ? "…" : "");
        return before + after + "\n" + " ".repeat(width(before)) + "^".repeat(Math.max(1, width(marked)));
    }

    /** A surrogate pair is not split. */
    private static int aligned(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }

    private static String visible(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL -> out.append(c == '\t' ? TAB : "?");
                case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append('?');
                case Character.FORMAT -> {}
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** @return how many columns the text takes */
    static int width(String text) {
        return text.codePoints().map(Snippet::width).sum();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    /** East Asian wide and fullwidth characters, by their blocks (Unicode, annex 11). */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
