package dev.sliprovider.http;

import java.io.IOException;

/** A request cannot be authenticated. The message is a sentence with the cause and without secrets. */
public class UnauthenticatedException extends IOException {

    /** @param message the cause, as a sentence */
    public UnauthenticatedException(String message) {
        super(message);
    }
}
