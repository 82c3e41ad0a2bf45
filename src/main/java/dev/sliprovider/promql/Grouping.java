package dev.sliprovider.promql;

import java.util.List;

/**
 * Which labels an aggregation keeps.
 *
 * @param span {@code by (…)} or {@code without (…)}
 * @param isWithout whether the labels are those that are dropped
 * @param labels in the order in which they are written
 */
public record Grouping(Span span, boolean isWithout, List<String> labels) {

    /** Copies the list. */
    public Grouping {
        labels = List.copyOf(labels);
    }
}
