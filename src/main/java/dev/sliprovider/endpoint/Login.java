package dev.sliprovider.endpoint;

import dev.sliprovider.oauth.OauthClient;
import java.util.Optional;

/** How requests say who asks. */
public sealed interface Login {

    /** They do not say it, or it is in the headers or the client certificate. */
    record Anonymous() implements Login {}

    /**
     * By an {@code Authorization} header that stays the same.
     *
     * @param value such as {@code Bearer …} or {@code Basic …}
     */
    record Authorization(Secret value) implements Login {}

    /**
     * By access tokens of OAuth's client credentials grant (RFC 6749, 4.4).
     *
     * @param client who asks for them, and where
     * @param tls what is trusted there
     * @param proxy through which they are asked for
     */
    record ClientCredentials(OauthClient client, Tls tls, Optional<Proxy> proxy) implements Login {}
}
