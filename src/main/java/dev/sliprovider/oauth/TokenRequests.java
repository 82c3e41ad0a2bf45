package dev.sliprovider.oauth;

import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * Sends the requests to an OpenID provider, with its certificates and proxy. Every request is bounded in time and in the
 * size of its answer, and follows no redirect, which would send the secret elsewhere. A request without an answer fails
 * with an exception whose message says why, for people and without anything secret.
 */
public interface TokenRequests {

    /** @param address of the discovery document */
    Uni<Reply> get(URI address);

    /**
     * @param address of the token endpoint
     * @param basic the header {@code Authorization}; empty if there is to be none, because the form has id and secret
     * @param form {@code application/x-www-form-urlencoded}
     */
    Uni<Reply> post(URI address, String basic, byte[] form);

    /**
     * What was answered.
     *
     * @param status of HTTP, whatever it is
     * @param body empty if there is none
     */
    record Reply(int status, String body) {

        /** The body may have a token. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }
}
