package dev.sliprovider.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Which evaluations of a service are shown.
 *
 * @param labels that they must have
 * @param limit so many at most, between 1 and {@link #MOST}
 * @param problem what cannot be understood; empty if nothing
 */
record ServiceQuery(List<Label> labels, int limit, String problem) {

    static final int USUAL = 30;
    static final int MOST = 100;
    private static final int MOST_LABELS = 10;

    /** Copies the list. */
    ServiceQuery {
        labels = List.copyOf(labels);
    }

    /**
     * @param texts values of the parameter {@code label}
     * @param limit value of the parameter {@code limit}; may be null
     */
    static ServiceQuery parse(List<String> texts, String limit) {
        var labels = new ArrayList<Label>();
        String problem = "";
        for (String text : texts.subList(0, Math.min(texts.size(), MOST_LABELS))) {
            if (text.isBlank()) {
                continue;
            }
            Label.parse(text).ifPresent(labels::add);
            if (Label.parse(text).isEmpty()) {
                problem = "\"" + text + "\" is not a label; write NAME=VALUE, as in buildId=221";
            }
        }
        return new ServiceQuery(labels.stream().distinct().toList(), limit(limit), problem);
    }

    private static int limit(String text) {
        return text != null && text.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(text), 1, MOST) : USUAL;
    }
}
