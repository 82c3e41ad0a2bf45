package dev.sliprovider.promql;

import java.util.List;
import java.util.Optional;

/**
 * How the series of two operands find each other.
 *
 * @param isOn whether the labels are those that must agree ({@code on}), not those that need not ({@code ignoring})
 * @param labels in the order in which they are written
 * @param group the side that may have several series for one of the other
 */
public record Matching(boolean isOn, List<String> labels, Optional<Group> group) {

    /**
     * @param isLeft {@code group_left}, else {@code group_right}
     * @param include labels that are taken from the side with one series
     */
    public record Group(boolean isLeft, List<String> include) {
        /** Copies the list. */
        public Group {
            include = List.copyOf(include);
        }
    }

    /** Copies the list. */
    public Matching {
        labels = List.copyOf(labels);
    }
}
