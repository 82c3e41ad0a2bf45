package dev.sliprovider.real;

import dev.sliprovider.peers.PrometheusServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A real Prometheus on a free loopback port with known samples: 20 minutes of a service's traffic that ends with the
 * window of {@code src/test/events/get-sli.triggered.json}, written by promtool.
 */
public final class RealPrometheus implements QuarkusTestResourceLifecycleManager {

    static final Instant END = Instant.parse("2024-03-05T09:11:30.900Z");
    private static final int STEP = 15;
    private static final int STEPS = 80;

    private static PrometheusServer server;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("real-prometheus");
            Files.writeString(folder.resolve("samples.txt"), samples());
            run(
                    PrometheusServer.program("PROMTOOL_BIN"),
                    "tsdb",
                    "create-blocks-from",
                    "openmetrics",
                    folder.resolve("samples.txt").toString(),
                    folder.resolve("data").toString());
            server = PrometheusServer.in(folder).start();
            return Map.of(
                    "sli-provider.prometheus.endpoint", server.url(),
                    "sli-provider.prometheus.timeout", "1500ms",
                    "sli-provider.prometheus.backoff", "20ms",
                    "sli-provider.resource.directory", "src/test/sli/real",
                    "sli-provider.events.transport", "http",
                    "sli-provider.events.deadline", "3s");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Freezes or wakes the server: a frozen one takes connections and never answers. */
    static void signal(String name) {
        server.signal(name);
    }

    /** 10 good and 1 bad request a second, nine in ten of them within 100 ms, all within 200 ms. */
    static String samples() {
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
        return text.append(PreparedCauses.samples(END)).append("# EOF\n").toString();
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

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
    }
}
