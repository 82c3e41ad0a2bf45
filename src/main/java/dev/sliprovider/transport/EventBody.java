package dev.sliprovider.transport;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a request while it arrives. Its bytes count when they come, and a client that stops in the middle is
 * refused, so that unfinished bodies cannot take the memory or the connections that other clients need.
 */
final class EventBody {

    private static final String KEY = EventBody.class.getName();

    /**
     * What a body may take.
     *
     * @param config the largest event
     * @param all bytes of all bodies
     * @param pause time without any byte
     * @param whole time from the first to the last byte
     */
    record Limits(EventsConfig config, ArrivingBytes all, Duration pause, Duration whole) {}

    private final RoutingContext context;
    private final Limits limits;
    private final Refusal refusal;
    private final Vertx vertx;
    private final long began = System.nanoTime();
    private final List<Buffer> chunks = new ArrayList<>();
    private int size;
    private long lastProgress = began;
    private long timer;
    private boolean isOver;

    private EventBody(RoutingContext context, Limits limits, Refusal refusal) {
        this.context = context;
        this.limits = limits;
        this.refusal = refusal;
        this.vertx = context.vertx();
    }

    /** Reads the body and goes on with the next handler, or refuses the request. Called on the event loop. */
    static void read(RoutingContext context, Limits limits, Refusal refusal) {
        new EventBody(context, limits, refusal).read();
    }

    /** @return the body that was read */
    static byte[] of(RoutingContext context) {
        return context.get(KEY, new byte[0]);
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

    /** One timer for all chunks: it looks again when the body has gone on meanwhile. */
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
        context.put(KEY, body.getBytes());
        try {
            context.next();
        } finally {
            end();
        }
    }

    private void refuse(Problem problem) {
        end();
        refusal.send(context, problem);
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
