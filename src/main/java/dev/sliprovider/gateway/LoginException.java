package dev.sliprovider.gateway;

import java.io.IOException;

/** No access token could be had. */
public final class LoginException extends IOException {

    LoginException(String message) {
        super(message);
    }
}
