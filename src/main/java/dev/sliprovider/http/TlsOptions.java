package dev.sliprovider.http;

import io.vertx.core.http.HttpClientOptions;
import java.util.Optional;

/** The trusted certificates and the client certificate of a TLS connection. Requests with equal options share connections. */
public interface TlsOptions {

    /** Sets trust and client certificate. */
    void applyTo(HttpClientOptions options);

    /** @return the name that the server's certificate must have, if it is not the host of the address */
    default Optional<String> serverName() {
        return Optional.empty();
    }
}
