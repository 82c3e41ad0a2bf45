package dev.sliprovider.cli;

/** How a result is printed. */
enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON document for machines. */
    JSON,
    /** The {@code get-sli.finished} event. */
    EVENT
}
