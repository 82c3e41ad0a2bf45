package dev.sliprovider.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A Prometheus that needs a set time for each query and works on so many at once, in a process of its own. One event loop
 * does everything, so nothing here is synchronized. {@link BackendProcess} starts it and tells it how to behave.
 */
public final class Backend {

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Behaviour behaviour = Behaviour.of(0);
    private long queries;
    private int running;
    private int inFlight;
    private int mostInFlight;

    private Backend() {}

    /** Prints its port. */
    public static void main(String... args) {
        var backend = new Backend();
        HttpServer server = backend.vertx.createHttpServer().requestHandler(backend::handle);
        // Whoever started this process reads the port from its output.
        server.listen(0, "127.0.0.1").onSuccess(listening -> System.out.println(listening.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/api/v1/query" -> request.body().onSuccess(body -> query(request, body));
            case "/behave" -> behave(request);
            case "/seen" -> request.response().end(queries + " " + mostInFlight);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void behave(HttpServerRequest request) {
        behaviour = Behaviour.read(request.query());
        queries = 0;
        mostInFlight = inFlight;
        request.response().end();
    }

    private void query(HttpServerRequest request, Buffer body) {
        String form = body.length() == 0 ? String.valueOf(request.query()) : body.toString();
        HttpServerResponse response = request.response();
        queries++;
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        Behaviour now = behaviour;
        long latency = now.latencyOf(form, queries);
        // Who hangs is gone when the connection is.
        response.closeHandler(gone -> inFlight -= response.ended() ? 0 : 1);
        if (latency != Behaviour.NEVER) {
            Runnable work = () -> work(response, form, latency);
            if (now.limit() == 0 || running < now.limit()) {
                work.run();
            } else {
                waiting.add(work);
            }
        }
    }

    private void work(HttpServerResponse response, String form, long latency) {
        running++;
        vertx.setTimer(Math.max(1, latency), timer -> {
            running--;
            answer(response, form);
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
        });
    }

    private void answer(HttpServerResponse response, String form) {
        if (!response.closed()) {
            inFlight--;
            response.putHeader("Content-Type", "application/json")
                    .end("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},"
                            + "\"value\":[" + time(form) + ",\"1\"]}]}}");
        }
    }

    private static String time(String form) {
        int begin = form.indexOf("time=");
        int end = form.indexOf('&', begin);
        return begin < 0 ? "0" : form.substring(begin + "time=".length(), end < 0 ? form.length() : end);
    }
}
