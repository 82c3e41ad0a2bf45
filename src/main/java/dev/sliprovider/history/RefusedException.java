package dev.sliprovider.history;

/** A server refuses access to its history, so that another attempt with the same settings is of no use. */
public final class RefusedException extends HistoryException {

    /** @param message failure, server and remedy */
    public RefusedException(String message) {
        super(message, null);
    }
}
