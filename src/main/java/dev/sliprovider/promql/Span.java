package dev.sliprovider.promql;

/**
 * A part of a query.
 *
 * @param start offset of the first {@code char}, from 0
 * @param end offset after the last {@code char}, never less than {@code start}
 */
public record Span(int start, int end) {

    /** @throws IllegalArgumentException if the end is before the start, or the start is negative */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** @return what begins with this and ends with the other */
    Span to(Span other) {
        return new Span(start, Math.max(end, other.end));
    }
}
