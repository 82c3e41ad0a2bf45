package dev.sliprovider.cli;

/** The format of the result. */
enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON document for machines. */
    JSON,
    /** The {@code get-sli.finished} event. */
    EVENT
}
