package dev.sliprovider.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Posts events when they are due and reads {@code finished} from the reply; for comparison queries, too. */
final class LoadDriver {

    /**
     * What is sent.
     *
     * @param arrivals when
     * @param indicators of each event
     * @param values how many of them must have a value, or the event counts as lost
     * @param deadline seconds after which the answer must be made; 0 leaves that to the provider
     */
    record Load(SendSchedule arrivals, int indicators, int values, int deadline) {
        static Load of(SendSchedule arrivals, int indicators) {
            return new Load(arrivals, indicators, indicators, 0);
        }
    }

    private static final long PATIENCE_SECONDS = 90;
    private static final Vertx VERTX = Vertx.vertx();

    private final HttpClient http;

    LoadDriver(int port) {
        http = VERTX.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(5_000));
    }

    Latencies run(Load load) throws InterruptedException {
        String[] events = new String[load.arrivals().count()];
        Arrays.setAll(events, i -> Events.triggered(load.indicators()));
        return send(
                load.arrivals(),
                (i, answered) -> post(events[i], load.deadline(), answered),
                answer -> Events.values(answer) == load.values());
    }

    /** Sends queries, not events: to a backend. */
    Latencies query(SendSchedule arrivals) throws InterruptedException {
        return send(
                arrivals,
                (i, answered) ->
                        post("/api/v1/query", "application/x-www-form-urlencoded", "query=direct_" + i, 0, answered),
                answer -> answer.contains("\"success\""));
    }

    /** Sends one of the requests. */
    private interface Sender {
        void send(int index, Answered answered);
    }

    private static Latencies send(SendSchedule arrivals, Sender sender, Predicate<String> isWhole)
            throws InterruptedException {
        int count = arrivals.count();
        double[] milliseconds = new double[count];
        Arrays.fill(milliseconds, Double.NaN);
        var outstanding = new CountDownLatch(count);
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int index = i;
            long due = began + arrivals.offset(i);
            waitUntil(due);
            sender.send(i, answer -> {
                if (isWhole.test(answer)) {
                    milliseconds[index] = (System.nanoTime() - due) / 1e6;
                }
                outstanding.countDown();
            });
        }
        outstanding.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Latencies.of(milliseconds);
    }

    void close() {
        http.close();
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Gets the answer, or an empty one if there is none. */
    private interface Answered {
        void with(String answer);
    }

    private void post(String event, int deadline, Answered answered) {
        post("/events", "application/cloudevents+json", event, deadline, answered);
    }

    private void post(String path, String type, String body, int deadline, Answered answered) {
        http.request(HttpMethod.POST, path)
                .compose(request -> {
                    request.putHeader("Content-Type", type);
                    if (deadline > 0) {
                        request.putHeader("Prefer", "wait=" + deadline);
                    }
                    return request.send(body).compose(HttpClientResponse::body);
                })
                .map(Buffer::toString)
                .onComplete(result -> answered.with(result.succeeded() ? result.result() : ""));
    }
}
