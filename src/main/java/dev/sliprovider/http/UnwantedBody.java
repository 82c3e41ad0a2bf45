package dev.sliprovider.http;

import dev.sliprovider.http.HttpRequest.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;

/** The rest of an answer whose status said it all: thrown away, so that its connection can be used again if it ends soon. */
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

    /** @param limits of the whole exchange, which hold once more for what is thrown away */
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
