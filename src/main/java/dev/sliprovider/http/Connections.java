package dev.sliprovider.http;

import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.settings.HeapShare;
import dev.sliprovider.waiting.Deadline;
import io.netty.handler.ssl.util.BouncyCastleUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * The connections to all servers, kept open for a while. Requests with equal TLS options and bounds share connections;
 * those whose certificates have been replaced are closed when no request has needed them for some time.
 */
@Singleton
public final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private static final int UNAUTHORIZED = 401;

    /** @param tls empty for connections without TLS */
    private record Key(Optional<TlsOptions> tls, Pool pool) {}

    private static final class Client {
        private final HttpClient http;
        private int underWay;
        private long lastUsed;

        private Client(HttpClient http) {
            this.http = http;
        }

        private void end() {
            underWay--;
            lastUsed = System.nanoTime();
        }
    }

    /** The clients of one request: none is closed while the request is in progress. */
    private final class Lent implements Exchange.Clients {
        private final HttpRequest request;
        private final List<Client> lent = new ArrayList<>();
        private boolean over;

        private Lent(HttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpClient get(boolean isHttp2) {
            if (request.isTls()) {
                prepareHandshakes();
            }
            synchronized (Connections.this) {
                Client client = client(request, isHttp2);
                if (!over) {
                    client.underWay++;
                    lent.add(client);
                }
                return client.http;
            }
        }

        /** All requests to a server share an event loop, and so do its connections; different servers share the load. */
        @Override
        public Context loop() {
            int server = HostPort.of(request.address()).hashCode();
            return loops.get(Math.floorMod(server, loops.size()));
        }

        private void end() {
            synchronized (Connections.this) {
                over = true;
                lent.forEach(Client::end);
                lent.clear();
            }
        }
    }

    private final Vertx vertx;
    private final BodyBudget budget;
    private final Duration unused;
    private final Map<Key, Client> clients = new HashMap<>();
    private final List<Context> loops;

    @Inject
    public Connections(Vertx vertx) {
        this(vertx, BodyBudget.ofHeap(HeapShare.free()));
    }

    Connections(Vertx vertx, BodyBudget budget) {
        this(vertx, budget, UNUSED);
    }

    /** @param unused time after the last request until connections are closed */
    Connections(Vertx vertx, BodyBudget budget, Duration unused) {
        this.vertx = vertx;
        this.budget = budget;
        this.unused = unused;
        this.loops = Stream.<Context>generate(((VertxInternal) vertx)::createEventLoopContext)
                .limit(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE)
                .toList();
    }

    /**
     * A request and its outcome.
     *
     * @param sent the request with its authentication
     * @param reply the outcome
     */
    public record Exchanged(HttpRequest sent, HttpReply reply) {}

    /** Sends the request once. The item is its outcome; a failure of the Uni is a bug. */
    public Uni<HttpReply> send(HttpRequest request) {
        return Uni.createFrom().deferred(() -> {
            var clients = new Lent(request);
            return Exchange.send(clients, request, budget).onTermination().invoke(clients::end);
        });
    }

    /**
     * Sends the request once, or twice if the response is HTTP 401 and other credentials are available. Both attempts
     * together are bounded by the timeout of the request.
     *
     * @return the outcome of the last attempt; a failure of the Uni is a bug
     */
    public Uni<Exchanged> send(HttpRequest request, Authentication authentication) {
        return attempt(request, authentication, Deadline.in(request.limits().timeout()), true);
    }

    private Uni<Exchanged> attempt(
            HttpRequest request, Authentication authentication, Deadline deadline, boolean isFirst) {
        Duration timeout = request.limits().timeout();
        return authentication
                .authenticate(request.within(deadline.atMost(timeout)))
                .map(ready -> ready.within(deadline.atMost(timeout)))
                .flatMap(ready -> send(ready).map(reply -> new Exchanged(ready, reply)))
                .flatMap(exchanged -> exchanged.reply() instanceof Answered answer
                                && answer.status() == UNAUTHORIZED
                                && authentication.mayRepeat(exchanged.sent(), answer, isFirst)
                        ? attempt(request, authentication, deadline, false)
                        : Uni.createFrom().item(exchanged))
                .onFailure(UnauthenticatedException.class)
                .recoverWithItem(failure -> new Exchanged(
                        request, new Unanswered(ConnectionFailure.of(failure, "authenticating the request"))));
    }

    /**
     * Loads what the first TLS handshake needs. Netty looks for Bouncy Castle, which is here for NATS, with the first
     * handshake and on an event loop: that takes up to a second, in which all other requests of that loop would wait, and
     * so do the providers of the Java runtime. The calling thread does both, once; others wait for it. The service calls
     * it before it is ready, and clients of https services when they are created, so that the first {@code started}
     * event over TLS is not late.
     */
    public static void prepareHandshakes() {
        Prepared.once();
    }

    /** Made by the first call. */
    private static final class Prepared {

        private static boolean isDone;

        private static synchronized void once() {
            if (isDone) {
                return;
            }
            isDone = true;
            BouncyCastleUtil.isBcTlsAvailable();
            try {
                FirstHandshake.run();
            } catch (GeneralSecurityException | SSLException | RuntimeException e) {
                // A real handshake reports what is wrong, with the server that it concerns.
                LOG.debugf(e, "the handshake with oneself failed");
            }
        }
    }

    private Client client(HttpRequest request, boolean isHttp2) {
        long now = System.nanoTime();
        List<Key> old = clients.entrySet().stream()
                .filter(entry -> entry.getValue().underWay == 0 && now - entry.getValue().lastUsed > unused.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(key -> clients.remove(key).http.close());
        Client client = clients.computeIfAbsent(key(request, isHttp2), key -> new Client(open(key)));
        client.lastUsed = now;
        return client;
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
