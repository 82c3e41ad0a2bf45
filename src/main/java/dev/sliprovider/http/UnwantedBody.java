package dev.sliprovider.http;

import dev.sliprovider.http.HttpRequest.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;

/** Drops the body of a response if only the status is needed. If the body ends soon, its connection can be used again. */
final class UnwantedBody {

    private final HttpClientResponse response;
    private final Vertx vertx = Vertx.currentContext().owner();
    private final long clock;
    /** Changed on the event loop only. */
    private long passed;

    private UnwantedBody(HttpClientResponse response, Limits limits) {
        this.response = response;
        this.clock = vertx.setTimer(limits.timeout().toMillis(), late -> reset());
    }

    /** @param limits of the whole exchange; they bound the dropped body, too */
    static void leave(HttpClientResponse response, Limits limits) {
        var body = new UnwantedBody(response, limits);
        response.exceptionHandler(failure -> body.end());
        response.endHandler(end -> body.end());
        response.handler(chunk -> {
            body.passed += chunk.length();
            if (body.passed > limits.mostBytes()) {
                body.end();
                body.reset();
            }
        });
    }

    private void end() {
        vertx.cancelTimer(clock);
    }

    private void reset() {
        response.request().reset();
    }
}
