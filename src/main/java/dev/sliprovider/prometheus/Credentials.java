package dev.sliprovider.prometheus;

import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.oauth.OauthClient;
import java.util.Optional;

/** How requests to an endpoint are authenticated. {@link Authenticator} knows each of them. */
public sealed interface Credentials {

    /** Not at all, or by the headers or the client certificate of the endpoint. */
    record None() implements Credentials {}

    /**
     * By an {@code Authorization} header that stays the same.
     *
     * @param value such as {@code Bearer …} or {@code Basic …}
     */
    record Authorization(Secret value) implements Credentials {}

    /**
     * By access tokens of OAuth's client credentials grant (RFC 6749, 4.4).
     *
     * @param client that asks for them, and where
     * @param tls what is trusted there
     * @param proxy through which they are asked for
     */
    record ClientCredentials(OauthClient client, Tls tls, Optional<Proxy> proxy) implements Credentials {}
}
