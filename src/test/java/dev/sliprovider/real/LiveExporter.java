package dev.sliprovider.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What servers scrape: counters that grow now, one that jumps on request, and names beyond ASCII. */
final class LiveExporter implements AutoCloseable {

    private final long began = System.nanoTime();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile long slowness;
    private volatile int jumped;

    LiveExporter() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        answer("/metrics", "text/plain", this::counters);
        answer("/other", "text/plain", () -> "other_total{status=\"500\"} " + seconds() + "\n");
        answer(
                "/utf8",
                "text/plain; version=1.0.0; escaping=allow-utf-8",
                () -> "{\"http.server.requests\",\"http.route\"=\"/a b\"} 7\n");
        server.start();
    }

    private void answer(String path, String type, Supplier<String> samples) {
        server.createContext(path, exchange -> answer(exchange, type, samples.get()));
    }

    /** The samples are of the time of the request, as a slow target's are. */
    private void answer(HttpExchange exchange, String type, String samples) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(slowness);
            byte[] body = samples.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double seconds() {
        return 1000 + (System.nanoTime() - began) / 1e9;
    }

    private String counters() {
        return "errors_total " + seconds() * 8 + "\nrequests_total " + seconds() * 1000 + "\njumped_total " + jumped
                + "\n";
    }

    /** @return host and port */
    String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param millis for which an answer is held back from now on */
    void slow(long millis) {
        slowness = millis;
    }

    /** Adds this to the counter that grows in no other way. */
    void jump(int by) {
        jumped += by;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
