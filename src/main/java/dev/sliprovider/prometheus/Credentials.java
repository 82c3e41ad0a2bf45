package dev.sliprovider.prometheus;

import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.oauth.OauthClient;
import java.util.Optional;

/** The authentication of requests to an endpoint; {@link Authenticator} applies it. */
public sealed interface Credentials {

    /** None, or the headers or the client certificate of the endpoint. */
    record None() implements Credentials {}

    /**
     * A constant {@code Authorization} header.
     *
     * @param value such as {@code Bearer …} or {@code Basic …}
     */
    record Authorization(Secret value) implements Credentials {}

    /**
     * Access tokens of OAuth's client credentials grant (RFC 6749, 4.4).
     *
     * @param client the OAuth client and its token endpoint
     * @param tls trust for the token endpoint
     * @param proxy for the token requests
     */
    record ClientCredentials(OauthClient client, Tls tls, Optional<Proxy> proxy) implements Credentials {}
}
