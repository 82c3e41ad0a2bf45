package dev.sliprovider.keptnapi;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
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
    private final Wire wire;
    /** Changed by {@link #keep} only. */
    private final Buffer body = Buffer.buffer();

    private final AtomicBoolean over = new AtomicBoolean();
    private volatile HttpClientRequest request;
    /** Bytes of a body that nobody wants; on the event loop only. */
    private long passed;

    private Exchange(Request sent, Duration timeout, Wire wire) {
        this.sent = sent;
        this.timeout = timeout;
        this.wire = wire;
    }

    /** An answer as it came. */
    record Raw(int status, Buffer body) {

        /** Takes a while if it is large, so not on an event loop. */
        Answer answer() {
            return new Answer(status, body.toString(StandardCharsets.UTF_8));
        }
    }

    /**
     * @param login headers of it
     * @param timeout of what is left of an answer whose status did; who asks has to bound the rest
     * @return the answer, on an event loop; fails with whatever was the matter
     */
    static Uni<Raw> send(Wire wire, Request request, Map<String, String> login, Duration timeout) {
        return Uni.createFrom().emitter(emitter -> {
            var exchange = new Exchange(request, timeout, wire);
            emitter.onTermination(exchange::abandon);
            exchange.open(login, emitter);
        });
    }

    private void open(Map<String, String> login, UniEmitter<? super Raw> emitter) {
        var options = new RequestOptions().setMethod(sent.method()).setAbsoluteURI(sent.address());
        sent.headers().forEach(options::putHeader);
        login.forEach(options::putHeader);
        wire.http()
                .request(options)
                .onFailure(failure -> fail(emitter, failure))
                .onSuccess(opened -> exchange(opened, emitter));
    }

    private void exchange(HttpClientRequest opened, UniEmitter<? super Raw> emitter) {
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
                finish(emitter, new Raw(response.statusCode(), body));
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

    private void read(HttpClientResponse response, UniEmitter<? super Raw> emitter) {
        response.exceptionHandler(failure -> fail(emitter, failure));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > sent.mostBytes()) {
                giveUp(emitter, new Oversize(sent.mostBytes()));
            } else if (!keep(chunk)) {
                giveUp(emitter, wire.held().crowded());
            }
        });
        response.endHandler(end -> finish(emitter, new Raw(response.statusCode(), body)));
    }

    private synchronized boolean keep(Buffer chunk) {
        if (over.get() || !wire.held().take(chunk.length())) {
            return false;
        }
        body.appendBuffer(chunk);
        return true;
    }

    /** @return whether it was not over before */
    private synchronized boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        wire.held().give(body.length());
        return true;
    }

    private void giveUp(UniEmitter<? super Raw> emitter, IOException why) {
        if (end()) {
            request.reset();
            emitter.fail(why);
        }
    }

    /** Nobody wants the body; a connection on which it ends soon can be used again. */
    private void leave(HttpClientResponse response) {
        long clock = wire.vertx().setTimer(timeout.toMillis(), late -> request.reset());
        response.exceptionHandler(failure -> wire.vertx().cancelTimer(clock));
        response.endHandler(end -> wire.vertx().cancelTimer(clock));
        response.handler(chunk -> {
            passed += chunk.length();
            if (passed > Request.MOST_BYTES) {
                wire.vertx().cancelTimer(clock);
                request.reset();
            }
        });
    }

    private void finish(UniEmitter<? super Raw> emitter, Raw answer) {
        if (end()) {
            emitter.complete(answer);
        }
    }

    private void fail(UniEmitter<? super Raw> emitter, Throwable failure) {
        if (end()) {
            emitter.fail(failure);
        }
    }

    private void abandon() {
        if (end() && request != null) {
            request.reset();
        }
    }
}
