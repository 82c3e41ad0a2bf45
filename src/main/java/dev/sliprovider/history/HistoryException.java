package dev.sliprovider.history;

/** The history cannot be read or written. */
public sealed class HistoryException extends Exception permits UnusableNameException, RefusedException {

    /**
     * @param message failure, place and remedy
     * @param cause may be null
     */
    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
