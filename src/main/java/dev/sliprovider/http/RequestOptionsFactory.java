package dev.sliprovider.http;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/**
 * Vert.x' options of a request. The address reaches Vert.x in parts taken from java.net.URI: Vert.x itself would parse it
 * with a class whose https handler is not in the native executable.
 *
 * @param request the request
 */
record RequestOptionsFactory(HttpRequest request) {

    /** @return new options for each call, because the library changes them */
    RequestOptions create() {
        HostPort server = HostPort.of(request.address());
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(server.bracketed())
                .setPort(server.port())
                .setSsl(request.isTls())
                .setURI(HttpAddress.pathAndQuery(request.address()))
                .setConnectTimeout(Math.min(
                        request.route().pool().connectTimeout().toMillis(),
                        request.limits().timeout().toMillis()));
        request.headers()
                .forEach(header ->
                        options.putHeader(header.name(), header.value().reveal()));
        request.route().proxy().map(RequestOptionsFactory::proxy).ifPresent(options::setProxyOptions);
        // Vert.x compares the certificate with the host of the request, so that host is the expected name, and the
        // server
        // is the true host.
        certificateName()
                .ifPresent(name -> options.setServer(SocketAddress.inetSocketAddress(server.port(), server.host()))
                        .setHost(name));
        request.route()
                .pinned()
                .ifPresent(address -> options.setServer(SocketAddress.inetSocketAddress(server.port(), address)));
        return options;
    }

    /** @return host and port for the header {@code Host}, if the certificate is expected to have another name */
    Optional<HostAndPort> authority() {
        HostPort server = HostPort.of(request.address());
        return certificateName().map(name -> HostAndPort.create(server.bracketed(), server.port()));
    }

    private Optional<String> certificateName() {
        return request.isTls() ? request.route().tls().serverName() : Optional.empty();
    }

    private static ProxyOptions proxy(Proxy proxy) {
        var options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.user().ifPresent(user -> options.setUsername(user)
                .setPassword(proxy.password().reveal()));
        return options;
    }
}
