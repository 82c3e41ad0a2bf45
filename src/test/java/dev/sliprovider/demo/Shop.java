package dev.sliprovider.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Metrics of a shop of which two versions run: the second one, which is new, answers every sixth request with an error. */
final class Shop implements AutoCloseable {

    private static final double REQUESTS_PER_SECOND = 20;
    private static final double USUAL_ERRORS = 0.01;
    private static final double REGRESSION = 0.16;

    private final long began = System.nanoTime();
    private final HttpServer server;

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = metrics().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private String metrics() {
        return "# TYPE shop_requests_total counter\n" + of("v1", USUAL_ERRORS) + of("v2", REGRESSION);
    }

    private String of(String version, double errors) {
        double requests = REQUESTS_PER_SECOND * (System.nanoTime() - began) / 1e9;
        return line(version, 200, requests * (1 - errors)) + line(version, 500, requests * errors);
    }

    private static String line(String version, int code, double count) {
        return String.format(
                Locale.ROOT, "shop_requests_total{version=\"%s\",code=\"%d\"} %.3f\n", version, code, count);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
