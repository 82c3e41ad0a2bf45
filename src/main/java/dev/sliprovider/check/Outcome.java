package dev.sliprovider.check;

import java.util.Locale;

/** The outcome of a step. */
public enum Outcome {
    /** All is well. */
    OK,
    /** It works, but needs attention. */
    WARNING,
    /** Queries will fail, or give wrong values. */
    FAILED,
    /** It could not be checked, because another step failed. */
    SKIPPED;

    /** @return its name for people and machines */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
