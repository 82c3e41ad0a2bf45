package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Opens TLS connections as requests to an endpoint do, to see who is at the other end, and asks nothing. If the server is
 * not trusted, another connection that takes any certificate finds out which one it shows.
 */
@Singleton
public final class Handshakes {

    private final Vertx vertx;
    private final PrometheusConfig config;

    Handshakes(Vertx vertx, PrometheusConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /**
     * How it went.
     *
     * @param failure why no request could follow; a server that misses our certificate may say so only later
     * @param protocol such as TLSv1.3
     * @param chain the server's certificates, its own first; none if it got not so far
     */
    public record Handshake(Optional<RequestFailure> failure, Optional<String> protocol, List<X509Certificate> chain) {}

    /**
     * Opens a connection.
     *
     * @param patience how long to listen afterwards for what the server has to say against our certificate
     * @return how it went; a failure of the Uni is a bug
     */
    public Uni<Handshake> with(PrometheusEndpoint endpoint, Target target, Duration timeout, Duration patience) {
        var deadline = Deadline.in(timeout);
        var request = Request.get(URI.create(target.api("query")), List.of(), timeout, endpoint.tls(), target.proxy());
        return open(request, Connections.options(Optional.of(endpoint.tls())), deadline, patience)
                .map(session -> new Handshake(Optional.empty(), Optional.of(session.getProtocol()), chain(session)))
                .onFailure()
                .recoverWithUni(failure -> failure instanceof TimeoutException
                        ? Uni.createFrom().item(failed(failure, List.of()))
                        : shown(request, deadline).map(chain -> failed(failure, chain)));
    }

    private static Handshake failed(Throwable failure, List<X509Certificate> chain) {
        return new Handshake(
                Optional.of(RequestFailure.ofException(failure, "opening the TLS connection")),
                Optional.empty(),
                chain);
    }

    /** @return the certificates that the server shows, whoever has signed them */
    private Uni<List<X509Certificate>> shown(Request request, Deadline deadline) {
        var looker = new Looker();
        HttpClientOptions options = Connections.options(Optional.of(request.tls()))
                .setTrustAll(false)
                .setVerifyHost(false)
                .setKeyCertOptions(null)
                .setTrustOptions(TrustOptions.wrap(looker));
        return open(request, options, deadline, Duration.ZERO)
                .map(session -> looker.chain.get())
                .onFailure()
                .recoverWithItem(() -> looker.chain.get());
    }

    private Uni<SSLSession> open(Request request, HttpClientOptions options, Deadline deadline, Duration patience) {
        Duration timeout = deadline.atMost(request.timeout());
        options.setSslHandshakeTimeout(timeout.toMillis() + 1).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return Uni.createFrom()
                .<SSLSession>emitter(emitter -> {
                    HttpClient client = vertx.createHttpClient(options);
                    emitter.onTermination(client::close);
                    client.request(new Opening(request, config).options().setConnectTimeout(timeout.toMillis()))
                            .compose(opened -> session(opened, patience))
                            .onSuccess(emitter::complete)
                            .onFailure(emitter::fail);
                })
                .ifNoItem()
                .after(timeout)
                .failWith(TimeoutException::new);
    }

    /** That the request ends without having been sent is meant; else it would be logged as an error. */
    private Future<SSLSession> session(HttpClientRequest opened, Duration patience) {
        Promise<SSLSession> session = Promise.promise();
        opened.exceptionHandler(failure -> {});
        opened.connection().exceptionHandler(session::tryFail);
        vertx.setTimer(
                patience.toMillis() + 1,
                timer -> session.tryComplete(opened.connection().sslSession()));
        return session.future();
    }

    private static List<X509Certificate> chain(SSLSession session) {
        try {
            return x509(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private static List<X509Certificate> x509(Certificate[] certificates) {
        return Arrays.stream(certificates)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** Takes any certificate and remembers it. Only for connections over which nothing is sent. */
    private static final class Looker extends X509ExtendedTrustManager {

        private final AtomicReference<List<X509Certificate>> chain = new AtomicReference<>(List.of());

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type) {
            chain.set(List.of(certificates));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) {
            checkServerTrusted(certificates, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
            checkServerTrusted(certificates, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type) {
            throw new IllegalStateException("we are the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket) {
            checkClientTrusted(certificates, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
            checkClientTrusted(certificates, type);
        }
    }
}
