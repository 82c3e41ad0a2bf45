package dev.sliprovider.http;

import dev.sliprovider.http.ConnectionFailure.Kind;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.waiting.Timeouts;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt of an HTTP request. Cancelling it resets the request, so that the server stops working on it; a too large
 * body is not read to its end. Redirects are not followed, because they could send credentials to another server.
 */
final class Exchange {

    /** The clients for one request. */
    interface Clients {
        /** @param isHttp2 whether HTTP/2 is offered */
        HttpClient get(boolean isHttp2);

        /**
         * @return the event loop of the connections to the server. Elsewhere the library would report a broken connection
         *     before the head of the response that came in front of it
         */
        Context loop();
    }

    private final HttpRequest sent;
    private final RequestOptionsFactory options;
    private final BodyBudget budget;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String phase = "connecting";
    private volatile HttpClientRequest request;
    private volatile Optional<ArrivingBody> body = Optional.empty();

    private Exchange(HttpRequest sent, BodyBudget budget) {
        this.sent = sent;
        this.options = new RequestOptionsFactory(sent);
        this.budget = budget;
    }

    /** Sends the request once. The item is its outcome; a failure of the Uni is a bug. */
    static Uni<HttpReply> send(Clients clients, HttpRequest request, BodyBudget budget) {
        return Uni.createFrom().deferred(() -> new Exchange(request, budget).send(clients));
    }

    private Uni<HttpReply> send(Clients clients) {
        return Uni.createFrom()
                .<HttpReply>emitter(emitter -> {
                    emitter.onTermination(this::abandon);
                    open(clients, emitter);
                })
                // The library's own timeout starts anew with every byte.
                .ifNoItem()
                .after(sent.limits().timeout())
                .on(Timeouts.clock())
                .recoverWithItem(() -> failed(new TimeoutException()));
    }

    /**
     * A server rejects a client certificate after the handshake of TLS 1.3, and a client of HTTP/2 then only sees a closed
     * connection. A second attempt over HTTP/1.1 shows the cause, or succeeds.
     */
    private void open(Clients clients, UniEmitter<? super HttpReply> emitter) {
        boolean isHttp2 = sent.isTls() && sent.route().pool().isHttp2();
        // Not on the event loop: a first client takes time to create. Only the rare step back to HTTP/1.1 creates one
        // there.
        HttpClient client = clients.get(isHttp2);
        clients.loop().runOnContext(go -> {
            if (!over.get()) {
                open(client, isHttp2, clients, emitter);
            }
        });
    }

    private void open(HttpClient client, boolean isHttp2, Clients clients, UniEmitter<? super HttpReply> emitter) {
        client.request(options.create())
                .recover(failure -> isHttp2
                                && !over.get()
                                && ConnectionFailure.of(failure, phase).kind() == Kind.CONNECTION_BROKEN
                        ? clients.get(false).request(options.create())
                        : Future.failedFuture(failure))
                .onFailure(failure -> finish(emitter, failed(unopened(failure))))
                .onSuccess(opened -> exchange(opened, emitter));
    }

    /** The library reports a connection that is not established in time with the same exception as a late response. */
    private static Throwable unopened(Throwable failure) {
        return failure instanceof TimeoutException ? new ConnectTimeoutException() : failure;
    }

    private void exchange(HttpClientRequest opened, UniEmitter<? super HttpReply> emitter) {
        request = opened;
        // The response reports failures; without a handler, our own reset would be logged as an error.
        opened.exceptionHandler(failure -> {});
        if (over.get()) {
            opened.reset();
            return;
        }
        phase = "waiting for the answer";
        options.authority().ifPresent(opened::authority);
        opened.response()
                .onFailure(failure -> finish(emitter, failed(failure)))
                .onSuccess(response -> read(response, emitter));
        if (sent.body().isPresent()) {
            opened.end(Buffer.buffer(sent.body().get()));
        } else {
            opened.end();
        }
    }

    private void read(HttpClientResponse response, UniEmitter<? super HttpReply> emitter) {
        if (sent.limits().isStatusEnough()) {
            UnwantedBody.leave(response, sent.limits());
            finish(emitter, answered(response, new byte[0]));
            return;
        }
        var arriving = new ArrivingBody(response, budget, sent.limits().mostBytes());
        body = Optional.of(arriving);
        response.exceptionHandler(failure -> finish(emitter, failed(failure)));
        response.handler(chunk -> {
            if (!arriving.add(chunk) && finish(emitter, tooLarge())) {
                request.reset();
            }
            // The request was cancelled before the body began.
            if (over.get()) {
                arriving.end();
            }
        });
        response.endHandler(end -> finish(emitter, answered(response, arriving.bytes())));
    }

    private static Answered answered(HttpClientResponse response, byte[] body) {
        return new Answered(
                response.statusCode(),
                name -> Optional.ofNullable(response.getHeader(name)),
                body,
                response.request().version());
    }

    /**
     * Emits on a worker thread, because reading a response would block the event loop. The body is read before the emission
     * returns, so its share of the heap is free afterwards.
     */
    private boolean finish(UniEmitter<? super HttpReply> emitter, HttpReply reply) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        try {
            Infrastructure.getDefaultWorkerPool().execute(() -> emit(emitter, reply));
        } catch (RejectedExecutionException e) {
            // The process is shutting down.
            emit(emitter, reply);
        }
        return true;
    }

    private void emit(UniEmitter<? super HttpReply> emitter, HttpReply reply) {
        try {
            emitter.complete(reply);
        } finally {
            body.ifPresent(ArrivingBody::end);
        }
    }

    private void abandon() {
        if (over.compareAndSet(false, true)) {
            body.ifPresent(ArrivingBody::end);
            if (request != null) {
                request.reset();
            }
        }
    }

    private HttpReply failed(Throwable failure) {
        ConnectionFailure why =
                ConnectionFailure.of(failure, body.map(ArrivingBody::phase).orElse(phase));
        return new Unanswered(sent.route().proxy().map(why::through).orElse(why));
    }

    private HttpReply tooLarge() {
        return new Unanswered(Kind.OVERSIZE_ANSWER.failure(
                Kind.OVERSIZE_ANSWER.says() + " " + sent.limits().mostBytes() + " bytes"));
    }
}
