package dev.sliprovider.diagnosis;

import java.util.Locale;

/** The numbers that a single question asks for, distinguished by a label. */
enum Statistic {
    FIRST,
    LAST,
    SAMPLES,
    IN_TEN_RANGES,
    RESETS,
    INTERVAL;

    static final String LABEL = "is";

    /** @return the value of the label */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the expression with the label in place of all others */
    String of(String aggregation) {
        return "label_replace(" + aggregation + ",\"" + LABEL + "\",\"" + word() + "\",\"\",\"\")";
    }
}
