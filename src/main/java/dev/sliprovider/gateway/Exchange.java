package dev.sliprovider.gateway;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request and its answer. Who stops waiting resets it; a body that grows too large is not read to its end. Redirects
 * are not followed: the login goes to the address it is for.
 */
final class Exchange {

    private final Request sent;
    private final Duration timeout;
    private final Vertx vertx;
    private final Buffer body = Buffer.buffer();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile HttpClientRequest request;
    /** Bytes of a body that nobody wants; on the event loop only. */
    private long passed;

    private Exchange(Request sent, Duration timeout, Vertx vertx) {
        this.sent = sent;
        this.timeout = timeout;
        this.vertx = vertx;
    }

    /**
     * @param login headers of it
     * @param timeout of what is left of an answer whose status did; who asks has to bound the rest
     * @return the answer, on an event loop; fails with whatever was the matter
     */
    static Uni<Answer> send(
            HttpClient client, Request request, Map<String, String> login, Duration timeout, Vertx vertx) {
        return Uni.createFrom().emitter(emitter -> {
            var exchange = new Exchange(request, timeout, vertx);
            emitter.onTermination(exchange::abandon);
            exchange.open(client, login, emitter);
        });
    }

    private void open(HttpClient client, Map<String, String> login, UniEmitter<? super Answer> emitter) {
        var options = new RequestOptions().setMethod(sent.method()).setAbsoluteURI(sent.address());
        sent.headers().forEach(options::putHeader);
        login.forEach(options::putHeader);
        client.request(options)
                .onFailure(failure -> fail(emitter, failure))
                .onSuccess(opened -> exchange(opened, emitter));
    }

    private void exchange(HttpClientRequest opened, UniEmitter<? super Answer> emitter) {
        request = opened;
        // What goes wrong is told by the answer; a reset of our own would be logged as an error.
        opened.exceptionHandler(failure -> {});
        if (over.get()) {
            opened.reset();
            return;
        }
        opened.response().onFailure(failure -> fail(emitter, failure)).onSuccess(response -> {
            if (sent.mostBytes() == 0) {
                leave(response);
                finish(emitter, new Answer(response.statusCode(), ""));
            } else {
                read(response, emitter);
            }
        });
        if (sent.method() == HttpMethod.GET) {
            opened.end();
        } else {
            // Also of none, so that its length is told.
            opened.end(Buffer.buffer(sent.body()));
        }
    }

    private void read(HttpClientResponse response, UniEmitter<? super Answer> emitter) {
        response.exceptionHandler(failure -> fail(emitter, failure));
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= sent.mostBytes()) {
                body.appendBuffer(chunk);
            } else if (over.compareAndSet(false, true)) {
                request.reset();
                emitter.fail(new Oversize(sent.mostBytes()));
            }
        });
        response.endHandler(
                end -> finish(emitter, new Answer(response.statusCode(), body.toString(StandardCharsets.UTF_8))));
    }

    /** Nobody wants the body; a connection on which it ends soon can be used again. */
    private void leave(HttpClientResponse response) {
        long clock = vertx.setTimer(timeout.toMillis(), late -> request.reset());
        response.exceptionHandler(failure -> vertx.cancelTimer(clock));
        response.endHandler(end -> vertx.cancelTimer(clock));
        response.handler(chunk -> {
            passed += chunk.length();
            if (passed > Request.MOST_BYTES) {
                vertx.cancelTimer(clock);
                request.reset();
            }
        });
    }

    private void finish(UniEmitter<? super Answer> emitter, Answer answer) {
        if (over.compareAndSet(false, true)) {
            emitter.complete(answer);
        }
    }

    private void fail(UniEmitter<? super Answer> emitter, Throwable failure) {
        if (over.compareAndSet(false, true)) {
            emitter.fail(failure);
        }
    }

    private void abandon() {
        if (over.compareAndSet(false, true) && request != null) {
            request.reset();
        }
    }
}
