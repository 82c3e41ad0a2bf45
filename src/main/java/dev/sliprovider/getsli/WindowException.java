package dev.sliprovider.getsli;

/** The window cannot be evaluated; the message has the cause and the remedy. */
public final class WindowException extends RuntimeException {

    WindowException(String message) {
        super(message);
    }
}
