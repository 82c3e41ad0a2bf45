package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is as large as it may be, much of it at once, in a small heap: the program never runs out of memory. */
class SmallHeapIT {

    private static final int INDICATORS = 100;
    private static final int UNFINISHED = 60;
    private static final int ALMOST_4_MIB = 4_100_000;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private HttpServer prometheus;
    private Service service;

    @AfterEach
    void stop() {
        service.close();
        prometheus.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_hundred_answers_of_four_mebibytes_end_in_one_answer_with_a_reason_for_each() throws Exception {
        prometheus = prometheus(series());
        service = new Service(
                directory,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Xmx32m -XX:+UseSerialGC",
                        "PROMETHEUS_ENDPOINT",
                        "http://127.0.0.1:" + prometheus.getAddress().getPort(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        directory.toString()),
                "--transport=http");
        service.awaitReady();

        JsonNode data =
                new ObjectMapper().readTree(service.post(event()).body()).path("data");

        JsonNode values = data.at("/get-sli/indicatorValues");
        assertThat(values).hasSize(INDICATORS);
        assertThat(data.path("message").asText()).doesNotContain("internal error");
        assertThat(StreamSupport.stream(values.spliterator(), false)
                        .filter(value -> value.path("message").asText().contains(" series (")))
                .as("most of them are read, one after the other")
                .hasSizeGreaterThan(INDICATORS / 2);
        assertThat(service.log()).doesNotContain("OutOfMemoryError", "bug:");
    }

    /** One client that sends the beginning of sixty large events and stops, with the heap of the chart. */
    @Test
    void unfinished_bodies_keep_nobody_from_being_answered() throws Exception {
        prometheus = prometheus(series());
        service = new Service(
                directory,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Xmx64m -XX:+UseSerialGC",
                        "PROMETHEUS_ENDPOINT",
                        "http://127.0.0.1:" + prometheus.getAddress().getPort(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        directory.toString()),
                "--transport=http");
        service.awaitReady();
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                stalled.add(unfinished());
            }
            long began = System.nanoTime();
            HttpResponse<String> answer =
                    service.post(event().replaceFirst("\"indicators\":\\[.*]", "\"indicators\":[]"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(service.status("/q/health/live")).isEqualTo(200);
            for (Socket client : stalled) {
                client.setSoTimeout(15_000);
                assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isIn("HTTP/1.1 408", "HTTP/1.1 503");
            }
        } finally {
            for (Socket client : stalled) {
                client.close();
            }
        }
        assertThat(service.log()).doesNotContain("OutOfMemoryError", "bug:", "Exception");
    }

    private Socket unfinished() throws IOException {
        var address = service.event("{}").build().uri();
        var client = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        byte[] header = ("POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/cloudevents+json\r\n"
                        + "Content-Length: 1000000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(header);
        client.getOutputStream().write(new byte[900_000]);
        return client;
    }

    private HttpServer prometheus(byte[] body) throws IOException {
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(
                directory.resolve("prometheus/sli.yaml"),
                indicators()
                        .map(name -> "  " + name + ": up{n=\"" + name + "\"}\n")
                        .collect(Collectors.joining("", "indicators:\n", "")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private static byte[] series() {
        String one =
                "{\"metric\":{\"__name__\":\"up\",\"instance\":\"host:9090\",\"job\":\"node\"},\"value\":[1.5,\"1\"]}";
        String all = (one + ",").repeat(ALMOST_4_MIB / (one.length() + 1)) + one;
        return ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + all + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> indicators() {
        return IntStream.range(0, INDICATORS).mapToObj(i -> "i" + i);
    }

    private static String event() {
        Instant end = Instant.now();
        return """
                {"specversion":"1.0","id":"large","source":"test","type":"sh.keptn.event.get-sli.triggered",\
                "shkeptncontext":"large","data":{"project":"p","stage":"dev","service":"s",\
                "get-sli":{"sliProvider":"prometheus","start":"%s","end":"%s","indicators":[%s]}}}""".formatted(
                        end.minusSeconds(600),
                        end,
                        indicators().map(name -> '"' + name + '"').collect(Collectors.joining(",")));
    }
}
