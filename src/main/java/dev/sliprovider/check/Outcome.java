package dev.sliprovider.check;

import java.util.Locale;

/** How a step went. */
public enum Outcome {
    /** All is well. */
    OK,
    /** It works, but somebody should look at it. */
    WARNING,
    /** Queries will fail, or have wrong values. */
    FAILED,
    /** It could not be looked at, because of another step. */
    SKIPPED;

    /** @return its name for people and machines */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
