package dev.sliprovider.backtest;

import java.util.Locale;

/** What the gate would have said at one step. */
public enum Outcome {
    /** The service would have gone on. */
    PASS,
    /** It would have gone on with a warning. */
    WARNING,
    /** The gate would have said no. */
    FAIL,
    /** It could not be evaluated. */
    ERRORED;

    /** @return as other documents of the gate say it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return for people */
    public String text() {
        return this == ERRORED ? "not evaluated" : word();
    }
}
