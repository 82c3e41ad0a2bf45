package dev.sliprovider.oauth;

import java.io.IOException;

/** No access token could be had; the message says why, and has nothing in it that is secret. */
public final class LoginException extends IOException {

    LoginException(String message) {
        super(message);
    }
}
