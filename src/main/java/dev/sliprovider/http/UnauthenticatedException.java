package dev.sliprovider.http;

import java.io.IOException;

/** A request cannot be authenticated. The message says why, in a sentence for people and without anything secret. */
public class UnauthenticatedException extends IOException {

    /** @param message for people */
    public UnauthenticatedException(String message) {
        super(message);
    }
}
