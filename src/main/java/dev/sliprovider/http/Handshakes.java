package dev.sliprovider.http;

import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Opens a TLS connection as a request would, to examine the server, and sends no request. If the server is not trusted, a
 * second connection accepts any certificate, to report the one that the server sends.
 */
@Singleton
public final class Handshakes {

    private static final String PHASE = "opening the TLS connection";

    private final Vertx vertx;

    Handshakes(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The outcome of a handshake.
     *
     * @param failure why no request could follow; a server that requires a client certificate may report it only later
     * @param protocol such as TLSv1.3
     * @param chain the server's certificates, its own first; empty if the handshake failed before
     */
    public record Handshake(
            Optional<ConnectionFailure> failure, Optional<String> protocol, List<X509Certificate> chain) {}

    /**
     * Opens a connection.
     *
     * @param address of {@code https}
     * @param timeout of both connections together
     * @param patience time to wait after the handshake for a rejection of the client certificate
     * @return the outcome; a failure of the Uni is a bug
     */
    public Uni<Handshake> with(URI address, Route route, Duration timeout, Duration patience) {
        var deadline = Deadline.in(timeout);
        // No body is ever read.
        var request = HttpRequest.get(address, List.of(), new Limits(timeout, 0), route);
        return open(request, HttpClients.options(Optional.of(route.tls())), deadline, patience)
                .map(session -> new Handshake(Optional.empty(), Optional.of(session.getProtocol()), chain(session)))
                .onFailure()
                .recoverWithUni(failure -> failure instanceof TimeoutException
                        ? Uni.createFrom().item(failed(failure, List.of()))
                        : shown(request, deadline).map(chain -> failed(failure, chain)));
    }

    private static Handshake failed(Throwable failure, List<X509Certificate> chain) {
        return new Handshake(Optional.of(ConnectionFailure.of(failure, PHASE)), Optional.empty(), chain);
    }

    /** @return the certificates that the server sends, trusted or not */
    private Uni<List<X509Certificate>> shown(HttpRequest request, Deadline deadline) {
        var recorder = new CertificateRecorder();
        HttpClientOptions options = HttpClients.options(
                        Optional.of(request.route().tls()))
                .setTrustAll(false)
                .setVerifyHost(false)
                .setKeyCertOptions(null)
                .setTrustOptions(TrustOptions.wrap(recorder));
        return open(request, options, deadline, Duration.ZERO)
                .map(session -> recorder.chain())
                .onFailure()
                .recoverWithItem(recorder::chain);
    }

    private Uni<SSLSession> open(HttpRequest request, HttpClientOptions options, Deadline deadline, Duration patience) {
        Duration timeout = deadline.atMost(request.limits().timeout());
        options.setSslHandshakeTimeout(timeout.toMillis() + 1).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return Uni.createFrom()
                .<SSLSession>emitter(emitter -> {
                    HttpClient client = vertx.createHttpClient(options);
                    emitter.onTermination(client::close);
                    client.request(new RequestOptionsFactory(request).create().setConnectTimeout(timeout.toMillis()))
                            .compose(opened -> session(opened, patience))
                            .onSuccess(emitter::complete)
                            .onFailure(emitter::fail);
                })
                .ifNoItem()
                .after(timeout)
                .on(Timeouts.clock())
                .failWith(TimeoutException::new);
    }

    /** The request is dropped on purpose before it is sent; without a handler that would be logged as an error. */
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
}
