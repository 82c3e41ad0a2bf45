package dev.sliprovider.http;

import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.settings.HeapShare;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connections to all servers, kept open for a while. Requests with equal TLS options and bounds share connections;
 * those whose certificates have been replaced are closed when no request has needed them for some time.
 */
@Singleton
public final class Connections {

    private static final Duration UNUSED = Duration.ofMinutes(10);

    private static final int UNAUTHORIZED = 401;

    /** The clients of one request: none is closed while the request is in progress. */
    private final class RequestClients implements Exchange.Clients {
        private final HttpRequest request;
        private final List<HttpClients.Client> lent = new ArrayList<>();
        private boolean over;

        private RequestClients(HttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpClient get(boolean isHttp2) {
            if (request.isTls()) {
                FirstHandshake.prepare();
            }
            HttpClients.Client client = clients.lend(request, isHttp2);
            synchronized (this) {
                lent.add(client);
                if (over) {
                    giveBack();
                }
            }
            return client.http();
        }

        /** All requests to a server share an event loop, and so do its connections; different servers share the load. */
        @Override
        public Context loop() {
            int server = HostPort.of(request.address()).hashCode();
            return loops.get(Math.floorMod(server, loops.size()));
        }

        private synchronized void end() {
            over = true;
            giveBack();
        }

        private void giveBack() {
            lent.forEach(clients::giveBack);
            lent.clear();
        }
    }

    private final BodyBudget budget;
    private final HttpClients clients;
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
        this.budget = budget;
        this.clients = new HttpClients(vertx, unused);
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
            var mine = new RequestClients(request);
            return Exchange.send(mine, request, budget).onTermination().invoke(mine::end);
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
}
