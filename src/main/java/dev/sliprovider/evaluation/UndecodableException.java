package dev.sliprovider.evaluation;

/** An event's data does not have the types that Keptn's own reader requires. */
public final class UndecodableException extends Exception {

    /** @param message the member, what it is, and what it must be */
    public UndecodableException(String message) {
        super(message);
    }
}
