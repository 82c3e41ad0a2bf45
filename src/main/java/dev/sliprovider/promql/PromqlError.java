package dev.sliprovider.promql;

/**
 * Why Prometheus would refuse a query.
 *
 * @param span where; empty where something is missing
 * @param rule a short name of the rule that is broken, such as {@code syntax} or {@code type}
 * @param message one sentence without a full stop: what is wrong, what was expected
 */
public record PromqlError(Span span, Rule rule, String message) {

    /** What kind of rule a query breaks. */
    public enum Rule {
        /** The text is no PromQL. */
        SYNTAX,
        /** A function that does not exist. */
        UNKNOWN_FUNCTION,
        /** A function, aggregation or notation that the server refuses unless a feature is switched on. */
        EXPERIMENTAL,
        /** A part has another type than its place allows. */
        TYPE,
        /** A selector that would select every series, or has its metric name twice. */
        SELECTOR,
        /** A pattern that is no regular expression of RE2. */
        PATTERN
    }

    /** @return place, colon, message, for one line */
    public String at(String text) {
        return LineColumn.of(text, span.start()) + ": " + message;
    }
}
