package dev.sliprovider.endpoint;

import dev.sliprovider.http.HttpAddress;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param method GET, or POST with a form
 * @param address whole address, for a GET with its query
 * @param headers as they are sent
 * @param form body of a POST, encoded
 * @param timeout for the whole exchange
 * @param tls what is trusted
 * @param proxy through which it goes
 */
record Request(
        HttpMethod method,
        URI address,
        List<Header> headers,
        Optional<String> form,
        Duration timeout,
        Tls tls,
        Optional<Proxy> proxy) {

    /** @return method and address; forms and queries may have credentials */
    @Override
    public String toString() {
        return method + " " + HttpAddress.describe(address);
    }

    static Request get(URI address, List<Header> headers, Duration timeout, Tls tls, Optional<Proxy> proxy) {
        return new Request(HttpMethod.GET, address, headers, Optional.empty(), timeout, tls, proxy);
    }
}
