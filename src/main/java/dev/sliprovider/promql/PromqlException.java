package dev.sliprovider.promql;

import dev.sliprovider.promql.PromqlError.Rule;

/** Ends the reading of a query that Prometheus would refuse; it never leaves this package. */
final class PromqlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient PromqlError error;

    PromqlException(Span span, Rule rule, String message) {
        super(message, null, false, false);
        error = new PromqlError(span, rule, message);
    }

    static PromqlException syntax(Span span, String message) {
        return new PromqlException(span, Rule.SYNTAX, message);
    }

    PromqlError error() {
        return error;
    }
}
