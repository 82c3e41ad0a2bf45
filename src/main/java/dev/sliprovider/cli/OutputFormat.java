package dev.sliprovider.cli;

/** The format of the result. */
enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON document for machines. */
    JSON,
    /** The same document as YAML. */
    YAML,
    /** A row for each indicator. */
    CSV,
    /** Prometheus' text format, for the textfile collector of the node exporter. */
    PROM,
    /** The {@code get-sli.finished} event. */
    EVENT
}
