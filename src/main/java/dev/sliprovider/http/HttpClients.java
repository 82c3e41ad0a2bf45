package dev.sliprovider.http;

import dev.sliprovider.http.Route.Pool;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clients of Vert.x, one for each combination of TLS options and bounds. A client that no request has needed for some time
 * is closed with its connections, as its certificates may have been replaced.
 */
final class HttpClients {

    private static final int KEEP_ALIVE_SECONDS = 30;

    /** @param tls empty for connections without TLS */
    private record Key(Optional<TlsOptions> tls, Pool pool) {}

    /** A client and the requests that use it. */
    static final class Client {
        private final HttpClient http;
        private int underWay;
        private long lastUsed;

        private Client(HttpClient http) {
            this.http = http;
        }

        HttpClient http() {
            return http;
        }
    }

    private final Vertx vertx;
    private final Duration unused;
    private final Map<Key, Client> clients = new HashMap<>();

    /** @param unused time after the last request until a client is closed */
    HttpClients(Vertx vertx, Duration unused) {
        this.vertx = vertx;
        this.unused = unused;
    }

    /** @return a client that stays open until it is given back */
    synchronized Client lend(HttpRequest request, boolean isHttp2) {
        long now = System.nanoTime();
        List<Key> old = clients.entrySet().stream()
                .filter(entry -> entry.getValue().underWay == 0 && now - entry.getValue().lastUsed > unused.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(key -> clients.remove(key).http.close());
        Client client = clients.computeIfAbsent(key(request, isHttp2), key -> new Client(open(key)));
        client.underWay++;
        return client;
    }

    synchronized void giveBack(Client client) {
        client.underWay--;
        client.lastUsed = System.nanoTime();
    }

    private static Key key(HttpRequest request, boolean isHttp2) {
        Pool pool = request.route().pool();
        return new Key(
                Optional.of(request.route().tls()).filter(tls -> request.isTls()),
                new Pool(pool.connectTimeout(), pool.size(), isHttp2));
    }

    private HttpClient open(Key key) {
        HttpClientOptions options = options(key.tls());
        // Otherwise a cancelled attempt would keep its place for a minute.
        options.setConnectTimeout(Math.toIntExact(key.pool().connectTimeout().toMillis()));
        int size = key.pool().size();
        // Certificates of the TLS registry enable it.
        options.setUseAlpn(key.pool().isHttp2());
        // Only where TLS negotiates it; without TLS it would need an extra request.
        if (key.pool().isHttp2()) {
            options.setProtocolVersion(HttpVersion.HTTP_2)
                    // Large responses that wait for the body budget must not block the other responses of the
                    // connection.
                    .setHttp2ConnectionWindowSize((size + 1) * Http2Settings.DEFAULT_INITIAL_WINDOW_SIZE);
        }
        // Also for HTTP/2: waiting for a connection that another request opens would use up the time for connecting.
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(size).setHttp2MaxSize(size));
    }

    /** @return the options for HTTP/1.1 */
    static HttpClientOptions options(Optional<TlsOptions> tls) {
        var options = new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true)
                // Authenticating proxies set cookies of several kilobytes.
                .setMaxHeaderSize(ConnectionFailure.LARGEST_HEADER)
                .setName("http");
        tls.ifPresent(each -> each.applyTo(options));
        return options;
    }
}
