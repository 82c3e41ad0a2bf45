package dev.sliprovider.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The body of a response while it arrives: bounded in size, and paused while other large bodies use the heap. */
final class ArrivingBody {

    private final HttpClientResponse response;
    private final BodyBudget budget;
    private final long most;
    /** The received chunks. A single growing buffer would need three times the memory while it is copied. */
    private final Deque<Buffer> chunks = new ArrayDeque<>();

    private int size;
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
        if (size + chunk.length() > most) {
            return false;
        }
        chunks.add(chunk);
        size += chunk.length();
        if (size > BodyBudget.SMALL) {
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
        if (!counted.get().take(isNew ? size : added)) {
            isPaused = true;
            response.pause();
        }
    }

    private void resume() {
        isPaused = false;
        response.resume();
    }

    /** @return the whole body; may be called once */
    byte[] bytes() {
        byte[] body = new byte[size];
        int end = 0;
        for (Buffer chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            chunk.getBytes(body, end);
            end += chunk.length();
        }
        return body;
    }

    String phase() {
        return isPaused ? "waiting until other large answers are read" : "reading the answer";
    }

    /** The body has been read, or is no longer needed. May be called more than once. */
    void end() {
        counted.ifPresent(BodyBudget.Body::end);
    }
}
