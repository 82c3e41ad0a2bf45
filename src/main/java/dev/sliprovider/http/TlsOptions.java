package dev.sliprovider.http;

import io.vertx.core.http.HttpClientOptions;
import java.util.Optional;

/** What is trusted, and who we are, on a TLS connection. Requests with equal ones share connections. */
public interface TlsOptions {

    /** Sets trust and client certificate. */
    void applyTo(HttpClientOptions options);

    /** @return the name that the server's certificate must have, if it is not the host of the address */
    default Optional<String> serverName() {
        return Optional.empty();
    }
}
