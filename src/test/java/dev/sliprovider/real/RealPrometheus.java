package dev.sliprovider.real;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Prometheus on a free loopback port with known samples: 20 minutes of a service's traffic that ends with the
 * window of {@code src/test/events/get-sli.triggered.json}, written by promtool.
 */
public final class RealPrometheus implements QuarkusTestResourceLifecycleManager {

    static final Instant END = Instant.parse("2024-03-05T09:11:30.900Z");
    private static final int STEP = 15;
    private static final int STEPS = 80;

    private static Process server;

    private Path folder;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("real-prometheus");
            port = freePort();
            Files.writeString(folder.resolve("samples.txt"), samples());
            run(
                    tool("PROMTOOL_BIN"),
                    "tsdb",
                    "create-blocks-from",
                    "openmetrics",
                    folder.resolve("samples.txt").toString(),
                    folder.resolve("data").toString());
            Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
            server = new ProcessBuilder(
                            tool("PROMETHEUS_BIN"),
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--storage.tsdb.retention.time=100y",
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::isReady);
            return Map.of(
                    "sli-provider.prometheus.endpoint", "http://127.0.0.1:" + port,
                    "sli-provider.prometheus.timeout", "1500ms",
                    "sli-provider.prometheus.backoff", "20ms",
                    "sli-provider.resource.directory", "src/test/sli/real",
                    "sli-provider.events.deadline", "3s");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server == null) {
            return;
        }
        signal("CONT");
        server.destroy();
        server.onExit().completeOnTimeout(server, 10, TimeUnit.SECONDS).join();
    }

    /** Freezes or wakes the server: a frozen one takes connections and never answers. */
    static void signal(String name) {
        try {
            run("kill", "-" + name, Long.toString(server.pid()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 10 good and 1 bad request a second, nine in ten of them within 100 ms, all within 200 ms. */
    private static String samples() {
        var text = new StringBuilder();
        String job = "job=\"catalog-bookshop-preprod-canary\"";
        long end = END.getEpochSecond() + 1;
        text.append("# TYPE http_requests counter\n");
        for (var status : Map.of("200", 10, "500", 1).entrySet()) {
            series(text, "http_requests_total{" + job + ",status=\"" + status.getKey() + "\"}", status.getValue(), end);
        }
        text.append("# TYPE http_response_time_milliseconds histogram\n");
        for (var bucket : List.of(List.of("100.0", 9), List.of("200.0", 10), List.of("+Inf", 10))) {
            series(
                    text,
                    "http_response_time_milliseconds_bucket{" + job + ",le=\"" + bucket.getFirst() + "\"}",
                    (int) bucket.getLast(),
                    end);
        }
        series(text, "http_response_time_milliseconds_count{" + job + "}", 10, end);
        text.append("# TYPE queue_depth gauge\n");
        series(text, "queue_depth{queue=\"a\"}", 0, end);
        series(text, "queue_depth{queue=\"b\"}", 0, end);
        return text.append("# EOF\n").toString();
    }

    private static void series(StringBuilder text, String name, int perSecond, long end) {
        for (int i = 0; i <= STEPS; i++) {
            long value = (long) perSecond * STEP * i;
            text.append(name)
                    .append(' ')
                    .append(value)
                    .append(' ')
                    .append(end - (long) STEP * (STEPS - i))
                    .append('\n');
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private static String tool(String variable) {
        String path = System.getenv(variable);
        if (path == null || !Files.isExecutable(Path.of(path))) {
            throw new IllegalStateException(
                    variable + " does not name a program; ./dev test fetches Prometheus and sets it");
        }
        return path;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
