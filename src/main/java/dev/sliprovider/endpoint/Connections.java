package dev.sliprovider.endpoint;

import io.netty.handler.ssl.util.BouncyCastleUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connections to all servers, kept open for a while. Those that trust the same share a pool; a pool whose certificates
 * have been replaced is closed when it was not used for some time.
 */
@Singleton
public final class Connections {

    private static final int KEEP_ALIVE_SECONDS = 30;
    /** Longer than any exchange may take. */
    private static final long UNUSED = Duration.ofMinutes(10).toNanos();

    /**
     * @param tls nothing for connections without it
     * @param http2 whether it is offered
     */
    private record Kind(Optional<Tls> tls, boolean http2) {}

    private static final class Pool {
        private final HttpClient client;
        private long lastUsed;

        private Pool(HttpClient client) {
            this.client = client;
        }
    }

    private final Vertx vertx;
    private final PrometheusConfig config;
    private final LargeAnswers large;
    private final Map<Kind, Pool> pools = new HashMap<>();

    @Inject
    Connections(Vertx vertx, PrometheusConfig config) {
        this(vertx, config, LargeAnswers.within(Runtime.getRuntime().maxMemory(), config.maxAnswerSize()));
    }

    Connections(Vertx vertx, PrometheusConfig config, LargeAnswers large) {
        this.vertx = vertx;
        this.config = config;
        this.large = large;
    }

    /** Sends the request once. The item says what became of it; a failure of the Uni is a bug. */
    Uni<Reply> send(Request request) {
        return Exchange.send(
                http2 -> {
                    if (isTls(request)) {
                        prepareHandshakes();
                    }
                    return client(request, http2);
                },
                request,
                config,
                large);
    }

    /**
     * Netty looks for Bouncy Castle, which is here for NATS, with the first handshake and on an event loop: that takes up
     * to a second, in which every other query of that loop would wait. Here a worker does, once.
     */
    private static void prepareHandshakes() {
        BouncyCastleUtil.isBcTlsAvailable();
    }

    private static boolean isTls(Request request) {
        return "https".equalsIgnoreCase(request.address().getScheme());
    }

    private synchronized HttpClient client(Request request, boolean http2) {
        long now = System.nanoTime();
        List<Kind> old = pools.entrySet().stream()
                .filter(entry -> now - entry.getValue().lastUsed > UNUSED)
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(kind -> pools.remove(kind).client.close());
        Pool pool = pools.computeIfAbsent(
                isTls(request) ? new Kind(Optional.of(request.tls()), http2) : new Kind(Optional.empty(), false),
                kind -> new Pool(open(kind)));
        pool.lastUsed = now;
        return pool.client;
    }

    private HttpClient open(Kind kind) {
        HttpClientOptions options = options(kind.tls());
        // Else an attempt that nobody waits for any more would keep its place for a minute.
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        int size = config.concurrency();
        // Only where TLS negotiates it: others would have to be asked for it first.
        if (kind.http2()) {
            options.setProtocolVersion(HttpVersion.HTTP_2)
                    .setUseAlpn(true)
                    // Large answers that wait for their turn must leave room on the connection for the others.
                    .setHttp2ConnectionWindowSize((size + 1) * Http2Settings.DEFAULT_INITIAL_WINDOW_SIZE);
        }
        // Also of HTTP/2: waiting for a connection that another opens would use up the time there is for connecting.
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(size).setHttp2MaxSize(size));
    }

    /** @return for HTTP/1.1 */
    static HttpClientOptions options(Optional<Tls> tls) {
        var options = new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true)
                .setName("prometheus");
        tls.ifPresent(kind -> secure(options, kind));
        return options;
    }

    private static void secure(HttpClientOptions options, Tls tls) {
        options.setTrustAll(tls.insecureSkipVerify()).setVerifyHost(!tls.insecureSkipVerify());
        tls.ca()
                .map(Buffer::buffer)
                .ifPresent(pem -> options.setPemTrustOptions(new PemTrustOptions().addCertValue(pem)));
        tls.identity()
                .ifPresent(identity -> options.setPemKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(identity.certificate()))
                        .addKeyValue(Buffer.buffer(identity.key().reveal()))));
    }
}
