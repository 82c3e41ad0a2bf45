package dev.sliprovider.promql;

/** Ends the reading of a query that is longer or nested deeper than we look; it never leaves this package. */
final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(message, null, false, false);
    }
}
