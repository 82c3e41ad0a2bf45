package dev.sliprovider.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus whose series {@code soak{n="7"}} is 7, that can be in every kind of trouble, and away. */
final class StubPrometheus {

    /** What is the matter with it. */
    enum Trouble {
        NONE,
        SLOW,
        FAILS,
        TOO_MANY_REQUESTS,
        /** It answers only when the trouble is over. */
        HANGS,
        CUTS,
        TALKS_NONSENSE
    }

    private static final Pattern NUMBER = Pattern.compile("n=\"(\\d+)\"");
    private static final int LEAST_MILLIS = 2;
    private static final int MOST_MILLIS = 60;
    private static final int SLOW_MILLIS = 1_500;

    private final int port;
    private HttpServer server;
    private volatile Trouble trouble = Trouble.NONE;
    private volatile CountDownLatch over = new CountDownLatch(0);

    StubPrometheus(int port) throws IOException {
        this.port = port;
        start();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Nobody listens on its port. */
    void stop() {
        server.stop(0);
    }

    void trouble(Trouble now) {
        over.countDown();
        over = new CountDownLatch(now == Trouble.HANGS ? 1 : 0);
        trouble = now;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS));
            switch (trouble) {
                case NONE -> answer(exchange, form);
                case SLOW -> {
                    TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
                    answer(exchange, form);
                }
                case FAILS -> send(exchange, 503, "upstream is away");
                case TOO_MANY_REQUESTS -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    send(exchange, 429, "too many requests");
                }
                case HANGS -> {
                    over.await();
                    answer(exchange, form);
                }
                case CUTS -> {
                    // Closed without an answer.
                }
                case TALKS_NONSENSE -> send(exchange, 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vec");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String form) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher number = NUMBER.matcher(
                URLDecoder.decode(form.isEmpty() ? String.valueOf(query) : form, StandardCharsets.UTF_8));
        String result = number.find() ? "{\"metric\":{},\"value\":[1709629890.9,\"" + number.group(1) + "\"]}" : "";
        send(
                exchange,
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + result + "]}}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
