package dev.sliprovider.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/**
 * How a request is opened, and with that its connection.
 *
 * @param request the request
 * @param config the longest time for connecting
 */
record Opening(Request request, PrometheusConfig config) {

    /** @return new ones each time, which may be changed */
    RequestOptions options() {
        RequestOptions options = bare();
        options.setMethod(request.method())
                .setConnectTimeout(Math.min(
                        config.connectTimeout().toMillis(), request.timeout().toMillis()))
                .putHeader(HttpHeaders.ACCEPT, "application/json");
        request.headers()
                .forEach(header ->
                        options.putHeader(header.name(), header.value().reveal()));
        request.proxy().map(Opening::options).ifPresent(options::setProxyOptions);
        // The name is checked against that of the address, so the address gets it and the socket the true one.
        authority().ifPresent(address -> {
            options.setServer(SocketAddress.inetSocketAddress(address.port(), address.host()));
            options.setHost(request.tls().serverName().orElseThrow());
        });
        return options;
    }

    /** @return what the server is told that it is called, if that is not the name its certificate must have */
    Optional<HostAndPort> authority() {
        return request.tls()
                .serverName()
                .map(name -> bare())
                .filter(RequestOptions::isSsl)
                .map(address -> HostAndPort.create(address.getHost(), address.getPort()));
    }

    private RequestOptions bare() {
        return new RequestOptions().setAbsoluteURI(request.address().toString());
    }

    private static ProxyOptions options(Proxy proxy) {
        var options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.user().ifPresent(user -> options.setUsername(user)
                .setPassword(proxy.password().reveal()));
        return options;
    }
}
