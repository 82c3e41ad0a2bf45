package dev.sliprovider.promql;

/**
 * What a selector asks of a label.
 *
 * @param span name, operator and value
 * @param name of the label
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value a text or a regular expression, escapes resolved
 * @param valueSpan where the value stands, with its quotes
 * @param matchesEmpty whether a series without the label passes
 */
public record LabelMatcher(
        Span span, String name, String operator, String value, Span valueSpan, boolean matchesEmpty) {

    static final String METRIC_NAME = "__name__";

    /** @return whether it asks for the name of the metric */
    public boolean isName() {
        return name.equals(METRIC_NAME);
    }

    /** @return whether the value is a regular expression */
    public boolean isPattern() {
        return operator.endsWith("~");
    }
}
