package dev.sliprovider.promql;

import java.util.Locale;

/**
 * Something about a query that is wrong, or likely to be.
 *
 * @param span where
 * @param rule its kind, documented in {@code docs/sli-yaml.md}
 * @param message one sentence without a full stop
 * @param remedy what to do, one sentence without a full stop
 */
public record QueryProblem(Span span, Rule rule, String message, String remedy) {

    private static final int INDENT = 4;

    /** How sure it is that the query does not do what is meant. */
    public enum Severity {
        /** It gives no value. */
        ERROR,
        /** It may give no value, or another one than is meant. */
        WARNING,
        /** It is unusual. */
        HINT
    }

    /** The kinds of problems. */
    public enum Rule {
        /** No PromQL, or parts that do not fit together. */
        SYNTAX(Severity.ERROR),
        /** A function that does not exist. */
        UNKNOWN_FUNCTION(Severity.ERROR),
        /** What a server refuses unless it is switched on, or what only newer servers know. */
        EXPERIMENTAL(Severity.WARNING),
        /** A query for another product. */
        OTHER_PROVIDER(Severity.ERROR),
        /** A range vector or a string, which is no value. */
        RESULT_TYPE(Severity.ERROR),
        /** An aggregation that keeps labels, whose result may have several series. */
        SEVERAL_SERIES(Severity.WARNING),
        /** A selector that nothing aggregates, whose result may have several series. */
        NOT_AGGREGATED(Severity.HINT),
        /** The rate of something that is named like no counter. */
        COUNTER_NAME(Severity.HINT),
        /** A range in which there cannot be two samples. */
        SHORT_RANGE(Severity.WARNING),
        /** A range of a fixed length where the evaluated window is meant. */
        FIXED_RANGE(Severity.HINT),
        /** A value that becomes part of a regular expression as it is. */
        RAW_PATTERN(Severity.WARNING),
        /** A comment that swallows a part of the query. */
        SWALLOWED(Severity.WARNING),
        /** A letter that Prometheus takes for the colon of a subquery. */
        STRAY_LETTER(Severity.WARNING);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }

        /** @return its name in messages and documents, such as {@code promql/fixed-range} */
        public String id() {
            return "promql/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @return how sure it is */
    public Severity severity() {
        return rule.severity;
    }

    /**
     * @param text the query
     * @return message, place in the query, remedy and rule, and below that the line with a caret under the place
     */
    public String shown(String text) {
        return message + " (" + LineColumn.of(text, span.start()) + " of the query); " + remedy + " [" + rule.id()
                + "]\n" + Snippet.of(text, span).indent(INDENT).stripTrailing();
    }
}
