package dev.sliprovider.promql;

/** What a token is. */
public enum TokenKind {
    /** A name of letters, digits and underscores that is no keyword. */
    NAME,
    /** A name with a colon. */
    METRIC_NAME,
    /** A word of the language, in any case; its meaning depends on its place. */
    KEYWORD,
    /** A number, {@code inf} and {@code nan} included. */
    NUMBER,
    /** A number with units of time, such as {@code 1h30m}. */
    DURATION,
    /** A literal with its quotes. */
    STRING,
    /** The separator of a subquery. Prometheus takes a single letter after the range for one, too. */
    COLON,
    /** An operator or a bracket. */
    SYMBOL,
    /** From {@code #} to the end of the line. */
    COMMENT,
    /** After the last token. */
    END
}
