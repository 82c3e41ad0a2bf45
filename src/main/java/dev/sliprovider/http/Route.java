package dev.sliprovider.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The way to a server.
 *
 * @param tls for addresses of {@code https}
 * @param proxy for all requests, if there is one
 * @param pool bounds of the connections
 * @param pinned the only IP address that is connected to, whatever DNS says; the name of the address is still the name
 *     that the server and its certificate must have
 */
public record Route(TlsOptions tls, Optional<Proxy> proxy, Pool pool, Optional<String> pinned) {

    /** A way whose addresses DNS knows. */
    public Route(TlsOptions tls, Optional<Proxy> proxy, Pool pool) {
        this(tls, proxy, pool, Optional.empty());
    }

    /**
     * Bounds of the connections to one server. Requests with the same bounds share connections.
     *
     * @param connectTimeout for opening one connection
     * @param size maximum number of connections, at least 1
     * @param isHttp2 whether HTTP/2 is offered where TLS can negotiate it
     */
    public record Pool(Duration connectTimeout, int size, boolean isHttp2) {}
}
