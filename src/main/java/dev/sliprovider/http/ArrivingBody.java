package dev.sliprovider.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;

/** The body of a response while it arrives: bounded in size, and paused while other large bodies use the heap. */
final class ArrivingBody {

    private final HttpClientResponse response;
    private final BodyBudget budget;
    private final long most;
    private final Buffer bytes = Buffer.buffer();
    private volatile Optional<BodyBudget.Body> counted = Optional.empty();
    private volatile boolean isPaused;

    /** @param most maximum bytes of the body */
    ArrivingBody(HttpClientResponse response, BodyBudget budget, long most) {
        this.response = response;
        this.budget = budget;
        this.most = most;
    }

    /**
     * Called on the event loop only.
     *
     * @return false if the body would become larger than allowed; then the chunk is dropped
     */
    boolean add(Buffer chunk) {
        if (bytes.length() + chunk.length() > most) {
            return false;
        }
        bytes.appendBuffer(chunk);
        if (bytes.length() > BodyBudget.SMALL) {
            count(chunk.length());
        }
        return true;
    }

    private void count(int added) {
        boolean isNew = counted.isEmpty();
        if (isNew) {
            Context loop = Vertx.currentContext();
            counted = Optional.of(budget.begin(most, () -> loop.runOnContext(go -> resume())));
        }
        if (!counted.get().take(isNew ? bytes.length() : added)) {
            isPaused = true;
            response.pause();
        }
    }

    private void resume() {
        isPaused = false;
        response.resume();
    }

    byte[] bytes() {
        return bytes.getBytes();
    }

    String phase() {
        return isPaused ? "waiting until other large answers are read" : "reading the answer";
    }

    /** The body has been read, or is not needed any more. May be called more than once. */
    void end() {
        counted.ifPresent(BodyBudget.Body::end);
    }
}
