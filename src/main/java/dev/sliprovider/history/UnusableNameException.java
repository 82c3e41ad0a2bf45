package dev.sliprovider.history;

/** A name cannot be the name of a file, so that another attempt is of no use. */
public final class UnusableNameException extends HistoryException {

    /** @param message failure and remedy */
    public UnusableNameException(String message) {
        super(message, null);
    }
}
