package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.waiting.Timeouts;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One HTTP request and its answer. Who cancels it resets the request, so that the server does not work for nobody; a body
 * that grows too large is not read to its end. Redirects are not followed: credentials go to the address they are for.
 */
final class Exchange {

    /** With a proxy it is the proxy that there is no connection to. */
    private static final Set<Kind> NO_CONNECTION =
            Set.of(Kind.NAME_NOT_RESOLVED, Kind.NO_ROUTE, Kind.CONNECTION_REFUSED, Kind.CONNECT_TIMEOUT);

    /** The clients for one request. */
    interface Clients {
        /** @param http2 whether it is offered */
        HttpClient get(boolean http2);
    }

    private final Request sent;
    private final Opening opening;
    private final PrometheusConfig config;
    private final LargeAnswers large;
    private final Buffer body = Buffer.buffer();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String phase = "connecting";
    private volatile HttpClientRequest request;
    private volatile Optional<LargeAnswers.Answer> counted = Optional.empty();

    private Exchange(Request sent, PrometheusConfig config, LargeAnswers large) {
        this.sent = sent;
        this.opening = new Opening(sent, config);
        this.config = config;
        this.large = large;
    }

    /** Sends the request once. The item says what became of it; a failure of the Uni is a bug. */
    static Uni<Reply> send(Clients clients, Request request, PrometheusConfig config, LargeAnswers large) {
        return Uni.createFrom().deferred(() -> new Exchange(request, config, large).send(clients));
    }

    private Uni<Reply> send(Clients clients) {
        return Uni.createFrom()
                .<Reply>emitter(emitter -> {
                    emitter.onTermination(this::abandon);
                    open(clients, emitter);
                })
                .ifNoItem()
                .after(sent.timeout())
                .on(Timeouts.clock())
                .recoverWithItem(() -> failed(new TimeoutException()));
    }

    /**
     * A server that refuses our certificate says so after the handshake of TLS 1.3, and who expects HTTP/2 then hears of a
     * connection that is closed only; over HTTP/1.1 the reason is heard, or there is an answer.
     */
    private void open(Clients clients, UniEmitter<? super Reply> emitter) {
        clients.get(true)
                .request(opening.options())
                .recover(failure -> !over.get()
                                && "https".equalsIgnoreCase(sent.address().getScheme())
                                && RequestFailure.ofException(failure, phase).kind() == Kind.CONNECTION_BROKEN
                        ? clients.get(false).request(opening.options())
                        : Future.failedFuture(failure))
                .onFailure(failure -> finish(emitter, failed(unopened(failure))))
                .onSuccess(opened -> exchange(opened, emitter));
    }

    /** The library tells of no connection in time as of anything else that takes too long. */
    private static Throwable unopened(Throwable failure) {
        return failure instanceof TimeoutException ? new ConnectTimeoutException() : failure;
    }

    private void exchange(HttpClientRequest opened, UniEmitter<? super Reply> emitter) {
        request = opened;
        // What goes wrong is told by the answer; a reset of our own would be logged as an error.
        opened.exceptionHandler(failure -> {});
        if (over.get()) {
            opened.reset();
            return;
        }
        phase = "waiting for the answer";
        opening.authority().ifPresent(opened::authority);
        opened.response()
                .onFailure(failure -> finish(emitter, failed(failure)))
                .onSuccess(response -> read(response, emitter));
        if (sent.form().isPresent()) {
            opened.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
            opened.end(sent.form().get());
        } else {
            opened.end();
        }
    }

    private void read(HttpClientResponse response, UniEmitter<? super Reply> emitter) {
        phase = "reading the answer";
        response.exceptionHandler(failure -> finish(emitter, failed(failure)));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > config.maxAnswerSize().asLongValue()) {
                if (finish(emitter, tooLarge())) {
                    request.reset();
                }
                return;
            }
            body.appendBuffer(chunk);
            if (body.length() > LargeAnswers.SMALL) {
                count(response, chunk);
            }
        });
        response.endHandler(end -> finish(
                emitter,
                new Reply.Answered(
                        response.statusCode(),
                        name -> Optional.ofNullable(response.getHeader(name)),
                        body.getBytes(),
                        response.request().version())));
    }

    private void count(HttpClientResponse response, Buffer chunk) {
        boolean isNew = counted.isEmpty();
        if (isNew) {
            Context loop = Vertx.currentContext();
            counted = Optional.of(large.begin(() -> loop.runOnContext(go -> {
                phase = "reading the answer";
                response.resume();
            })));
        }
        LargeAnswers.Answer answer = counted.get();
        if (!answer.take(isNew ? body.length() : chunk.length())) {
            phase = "waiting until other large answers are read";
            response.pause();
        }
        // Given up meanwhile, by somebody who saw nothing to end.
        if (over.get()) {
            answer.end();
        }
    }

    /**
     * The answer is read where that may take its time; no event loop has any. The one who waits reads it before this
     * returns, so that what it takes of the heap is free after that.
     */
    private boolean finish(UniEmitter<? super Reply> emitter, Reply reply) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        try {
            Infrastructure.getDefaultWorkerPool().execute(() -> tell(emitter, reply));
        } catch (RejectedExecutionException e) {
            // The process ends.
            tell(emitter, reply);
        }
        return true;
    }

    private void tell(UniEmitter<? super Reply> emitter, Reply reply) {
        try {
            emitter.complete(reply);
        } finally {
            counted.ifPresent(LargeAnswers.Answer::end);
        }
    }

    private void abandon() {
        if (over.compareAndSet(false, true)) {
            counted.ifPresent(LargeAnswers.Answer::end);
            if (request != null) {
                request.reset();
            }
        }
    }

    private Reply failed(Throwable failure) {

        RequestFailure read = RequestFailure.ofException(failure, phase);
        return new Reply.Unanswered(sent.proxy()
                .filter(proxy -> NO_CONNECTION.contains(read.kind()))
                .map(proxy ->
                        Kind.PROXY_FAILED.failure("the proxy " + proxy + " cannot be reached: " + read.bareCause()))
                .orElse(read));
    }

    private Reply tooLarge() {
        return new Reply.Unanswered(Kind.OVERSIZE_ANSWER.failure(
                "the answer is larger than " + config.maxAnswerSize().asLongValue() + " bytes"));
    }
}
