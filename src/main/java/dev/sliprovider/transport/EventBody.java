package dev.sliprovider.transport;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a request while it arrives. Bytes are counted as they arrive, and a client that stops before the end of
 * the body is refused, so that unfinished bodies cannot use the memory or the connections that other clients need.
 */
final class EventBody {

    /** The body exceeds a limit. */
    static final class RefusedException extends RuntimeException {

        private final transient Problem problem;

        private RefusedException(Problem problem) {
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * The limits of a body.
     *
     * @param config with the maximum size of an event
     * @param all counter of the bytes of all bodies
     * @param pause maximum time without any byte
     * @param whole maximum time from the first to the last byte
     */
    record Limits(EventsConfig config, ArrivingBytes all, Duration pause, Duration whole) {}

    private final RoutingContext context;
    private final Limits limits;
    private final UniEmitter<? super byte[]> emitter;
    private final Vertx vertx;
    private final long began = System.nanoTime();
    private final List<Buffer> chunks = new ArrayList<>();
    private int size;
    private long lastProgress = began;
    private long timer;
    private boolean isOver;

    private EventBody(RoutingContext context, Limits limits, UniEmitter<? super byte[]> emitter) {
        this.context = context;
        this.limits = limits;
        this.emitter = emitter;
        this.vertx = context.vertx();
    }

    /** @return the body; fails with {@link RefusedException}. It never completes if the client closes the connection */
    static Uni<byte[]> read(RoutingContext context, Limits limits) {
        return Uni.createFrom().emitter(emitter -> {
            var body = new EventBody(context, limits, emitter);
            emitter.onTermination(body::end);
            body.read();
        });
    }

    private void read() {
        HttpServerRequest request = context.request();
        request.exceptionHandler(broken -> end());
        request.handler(this::add);
        request.endHandler(done -> whole());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        await(limits.pause());
        request.resume();
    }

    private void add(Buffer chunk) {
        if (isOver) {
            return;
        }
        lastProgress = System.nanoTime();
        int bytes = chunk.length();
        if (size + bytes > limits.config().maxSize().asLongValue()) {
            refuse(Problem.tooLarge(size + bytes, limits.config()));
        } else if (limits.all().take(bytes, size + bytes)) {
            size += bytes;
            chunks.add(chunk);
        } else {
            refuse(Problem.crowded());
        }
    }

    private void await(Duration time) {
        timer = vertx.setTimer(Math.max(1, time.toMillis()), fired -> look());
    }

    /** One timer for all chunks: it restarts if a chunk has arrived meanwhile. */
    private void look() {
        if (isOver) {
            return;
        }
        long now = System.nanoTime();
        Duration ofPause = limits.pause().minusNanos(now - lastProgress);
        Duration ofWhole = limits.whole().minusNanos(now - began);
        if (ofPause.toMillis() <= 0) {
            refuse(Problem.stalled("no byte of its body has arrived for " + seconds(limits.pause())));
        } else if (ofWhole.toMillis() <= 0) {
            refuse(Problem.stalled("its body has not arrived within " + seconds(limits.whole())));
        } else {
            await(ofPause.compareTo(ofWhole) < 0 ? ofPause : ofWhole);
        }
    }

    private static String seconds(Duration time) {
        return Math.max(1, time.toSeconds()) + " s";
    }

    private void whole() {
        if (isOver) {
            return;
        }
        Buffer body = Buffer.buffer(size);
        chunks.forEach(body::appendBuffer);
        end();
        emitter.complete(body.getBytes());
    }

    private void refuse(Problem problem) {
        end();
        emitter.fail(new RefusedException(problem));
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            vertx.cancelTimer(timer);
            chunks.clear();
            limits.all().giveBack(size);
        }
    }
}
