package dev.sliprovider.promql;

/**
 * A place in a text as people count.
 *
 * @param line from 1
 * @param column code points from the beginning of the line, from 1
 */
public record LineColumn(int line, int column) {

    /**
     * @param text any text
     * @param offset an offset in it; what is outside counts as its beginning or end
     * @return the place of the offset
     */
    public static LineColumn of(String text, int offset) {
        int end = Math.clamp(offset, 0, text.length());
        int begin = text.lastIndexOf('\n', end - 1) + 1;
        int line = 1
                + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
        return new LineColumn(line, 1 + text.codePointCount(begin, end));
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
