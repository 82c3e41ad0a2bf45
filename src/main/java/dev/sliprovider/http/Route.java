package dev.sliprovider.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The way to a server.
 *
 * @param tls for addresses of {@code https}
 * @param proxy for all requests, if there is one
 * @param pool bounds of the connections
 */
public record Route(TlsOptions tls, Optional<Proxy> proxy, Pool pool) {

    /**
     * Bounds of the connections to one server. Requests with the same bounds share connections.
     *
     * @param connectTimeout for opening one connection
     * @param size maximum number of connections, at least 1
     * @param isHttp2 whether HTTP/2 is offered where TLS can negotiate it
     */
    public record Pool(Duration connectTimeout, int size, boolean isHttp2) {}
}
