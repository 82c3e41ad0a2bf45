package dev.sliprovider.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.scenario.FakePrometheus;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Prints how long an answer with 50 indicators takes on a backend that needs 100 ms for each query. A program, not a
 * test: nothing is asserted, and {@code ./dev test} does not run it. {@code ./dev latency} does.
 */
@QuarkusTest
@WithTestResource(LatencyProgram.Backend.class)
class LatencyProgram {

    private static final int INDICATORS = 50;
    private static final int MILLISECONDS = 100;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 50;

    /** Every query takes the same time; as many at once as one likes. */
    public static final class Backend implements QuarkusTestResourceLifecycleManager {
        private FakePrometheus prometheus;

        @Override
        public Map<String, String> start() {
            prometheus = new FakePrometheus();
            prometheus.answers(queries()
                    .collect(Collectors.toMap(
                            query -> query, query -> Map.of("vector", List.of(1), "delay", MILLISECONDS))));
            try {
                Path folder = Files.createTempDirectory("latency");
                Files.createDirectories(folder.resolve("prometheus"));
                Files.writeString(
                        folder.resolve("prometheus/sli.yaml"),
                        "indicators:\n"
                                + IntStream.range(0, INDICATORS)
                                        .mapToObj(i -> "  i" + i + ": sum(q" + i + ")\n")
                                        .collect(Collectors.joining()));
                return Map.of(
                        "sli-provider.prometheus.endpoint", prometheus.url(),
                        "sli-provider.prometheus.concurrency", Integer.toString(INDICATORS),
                        "sli-provider.resource.directory", folder.toString(),
                        "quarkus.log.level", "WARN");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            prometheus.stop();
        }

        private static Stream<String> queries() {
            return IntStream.range(0, INDICATORS).mapToObj(i -> "sum(q" + i + ")");
        }
    }

    @TestHTTPResource("/events")
    URI events;

    @Test
    void print() throws Exception {
        var mapper = new ObjectMapper();
        var event = (ObjectNode) mapper.readTree(
                Path.of("src/test/events/get-sli.triggered.json").toFile());
        ((ObjectNode) event.at("/data/get-sli"))
                .set(
                        "indicators",
                        mapper.valueToTree(IntStream.range(0, INDICATORS)
                                .mapToObj(i -> "i" + i)
                                .toList()));
        var request = HttpRequest.newBuilder(events)
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                .build();
        double[] milliseconds = new double[WARM_UP + ROUNDS];
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < milliseconds.length; i++) {
                long began = System.nanoTime();
                String body = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                milliseconds[i] = (System.nanoTime() - began) / 1e6;
                if (!body.contains("\"result\":\"pass\"")) {
                    throw new IllegalStateException(body);
                }
            }
        }
        double[] sorted = Arrays.stream(milliseconds, WARM_UP, milliseconds.length)
                .sorted()
                .toArray();
        System.out.printf(
                "%d indicators, %d ms each, %d at once: median %.1f ms, p90 %.1f ms, worst %.1f ms of %d rounds;"
                        + " median / slowest query = %.2f; one after the other would take %d ms%n",
                INDICATORS,
                MILLISECONDS,
                INDICATORS,
                sorted[ROUNDS / 2],
                sorted[ROUNDS * 9 / 10],
                sorted[ROUNDS - 1],
                ROUNDS,
                sorted[ROUNDS / 2] / MILLISECONDS,
                INDICATORS * MILLISECONDS);
    }
}
