package dev.sliprovider.oauth;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * Sends the requests to an OpenID provider, with its certificates and proxy. Every request is bounded in time and in the
 * size of its response, and follows no redirect, which would send the secret elsewhere. A request without a response fails
 * with an exception whose message has the cause, without secrets.
 */
public interface TokenRequests {

    /** @param address of the discovery document */
    Uni<Reply> get(URI address);

    /**
     * @param address of the token endpoint
     * @param basic the header {@code Authorization}; empty to send none, because the form has id and secret
     * @param form {@code application/x-www-form-urlencoded}
     */
    Uni<Reply> post(URI address, String basic, byte[] form);

    /**
     * A response.
     *
     * @param status any HTTP status
     * @param body empty if there is none
     */
    record Reply(int status, String body) {

        /** @return the status only, because the body may contain a token */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }
}
