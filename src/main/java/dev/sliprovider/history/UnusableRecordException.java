package dev.sliprovider.history;

/** A record of a history is no evaluation that can be used. */
public final class UnusableRecordException extends Exception {

    /** @param message a predicate for the record, such as "it is empty" */
    public UnusableRecordException(String message) {
        super(message);
    }
}
