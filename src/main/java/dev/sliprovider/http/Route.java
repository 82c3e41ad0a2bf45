package dev.sliprovider.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param tls counts for addresses of {@code https}
 * @param proxy through which requests go
 * @param pool bounds of the connections
 */
public record Route(TlsOptions tls, Optional<Proxy> proxy, Pool pool) {

    /**
     * Bounds of the connections to one server. Requests with the same bounds share connections.
     *
     * @param connectTimeout for opening one
     * @param size how many there are at most, at least 1
     * @param isHttp2 whether HTTP/2 is offered where TLS can negotiate it
     */
    public record Pool(Duration connectTimeout, int size, boolean isHttp2) {}
}
