package dev.sliprovider.getsli;

/** The window of a task cannot be evaluated; the message says why and what to do. */
public final class WindowException extends RuntimeException {

    WindowException(String message) {
        super(message);
    }
}
