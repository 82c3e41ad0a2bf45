package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sliprovider.peers.PrometheusServer;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows that end now, of a real Prometheus: its samples come late because its target answers slowly. */
class FreshWindowIT {

    private static final String SLO = """
            indicators:
              error_rate: 'sum(rate(errors_total[$DURATION_SECONDS])) / sum(rate(requests_total[$DURATION_SECONDS]))'
              retries: 'sum(rate(retries_total[$DURATION_SECONDS])) or vector(0)'
            objectives:
              - {sli: error_rate, pass: [{criteria: ["<0.02"]}]}
              - {sli: retries, pass: [{criteria: ["<1"]}]}
            total_score: {pass: "100%"}
            """;

    private final long began = System.nanoTime();
    private volatile long slowness;
    private volatile int errors = 8;
    private HttpServer exporter;
    private PrometheusServer prometheus;
    private Path slo;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        slo = Files.writeString(folder.resolve("slo.yaml"), SLO);
        exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        exporter.setExecutor(Executors.newCachedThreadPool());
        exporter.createContext("/", exchange -> {
            byte[] samples = samples().getBytes(StandardCharsets.UTF_8);
            pause(slowness);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, samples.length);
            exchange.getResponseBody().write(samples);
            exchange.close();
        });
        exporter.start();
    }

    @AfterEach
    void stop() {
        prometheus.close();
        exporter.stop(0);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String samples() {
        double seconds = 1000 + (System.nanoTime() - began) / 1e9;
        return "errors_total " + seconds * errors + "\nrequests_total " + seconds * 1000 + "\n";
    }

    /** Waits until rates can be calculated. */
    private void scrape(int interval) throws IOException {
        prometheus = PrometheusServer.in(folder.resolve("prometheus"))
                .scraping("127.0.0.1:" + exporter.getAddress().getPort(), interval)
                .start();
        URI query = URI.create(prometheus.url() + "/api/v1/query?query=count_over_time(errors_total%5B1m%5D)%3E1");
        try (HttpClient client = HttpClient.newHttpClient()) {
            Eventually.await().pollInterval(Duration.ofMillis(300)).until(() -> client.send(
                            HttpRequest.newBuilder(query).build(), BodyHandlers.ofString())
                    .body()
                    .contains("\"metric\""));
        }
    }

    private List<String> arguments(String... more) {
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", slo.toString(), "--service", "cart", "--no-ci"));
        arguments.addAll(List.of("--prometheus", prometheus.url(), "--timeframe", "1m"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Program.Result evaluate(String... more) throws Exception {
        return Program.run(arguments(more).toArray(String[]::new));
    }

    private Process rounds(Path log, String... more) throws IOException {
        return Program.start(Map.of(), log, arguments(more).toArray(String[]::new));
    }

    @Test
    void the_verdict_waits_for_late_samples_and_no_longer() throws Exception {
        slowness = 1500;
        scrape(2);

        String end = Instant.now().plusSeconds(4).toString();
        Program.Result result = evaluate("-o", "json", "--end", end);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode freshness = new ObjectMapper().readTree(result.out()).path("freshness");
        assertThat(freshness.path("complete").asBoolean()).as(result.err()).isTrue();
        // Four seconds until the end, the time between two scrapes, that of one, and a query.
        assertThat(freshness.path("waitedMilliseconds").asLong()).isBetween(1L, 10_000L);
        assertThat(result.err()).contains("Waiting up to 30 s for samples: the newest sample of", "Waited ");

        end = Instant.now().plusSeconds(30).toString();
        Program.Result stale = evaluate("--end", end, "--wait-for-data", "0s", "--on-stale", "error");
        assertThat(stale.exitCode()).as(stale.err()).isEqualTo(3);
        assertThat(stale.err()).contains("The window may be incomplete: the newest sample of", "--on-stale error");

        Program.Result warned = evaluate("--end", end, "--wait-for-data", "0s");
        assertThat(warned.exitCode()).as(warned.err()).isZero();
        assertThat(warned.err()).contains("Warning: The window may be incomplete: the newest sample of");
    }

    @Test
    void series_that_have_ended_are_not_waited_for() throws Exception {
        scrape(1);
        exporter.stop(0);
        pause(2500);

        Program.Result result = evaluate("-o", "json", "--wait-for-data", "50s");
        assertThat(new ObjectMapper()
                        .readTree(result.out())
                        .at("/freshness/waitedMilliseconds")
                        .asLong())
                .as(result.err())
                .isLessThan(2000);
        assertThat(result.err()).contains("The window may be incomplete: ", " has no series now");
    }

    @Test
    void a_server_that_hangs_is_no_verdict() throws Exception {
        scrape(1);
        prometheus.signal("STOP");

        Program.Result result = evaluate("--wait-for-data", "2s", "--deadline", "3s");
        assertThat(result.exitCode()).as(result.out()).isEqualTo(3);
        assertThat(result.err()).contains("Whether the window is complete is not known: ");
    }

    @Test
    void rounds_stop_at_the_first_fail_and_each_is_a_suite() throws Exception {
        scrape(1);
        Path log = folder.resolve("log.txt");
        Path junit = folder.resolve("gate.xml");
        Process program = rounds(log, "--during", "24s", "--every", "3s", "--report", "junit=" + junit);
        Eventually.await().untilAsserted(() -> assertThat(log).content().contains("Round 2 of 9"));
        errors = 900;

        assertThat(program.waitFor(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(program.exitValue()).as(Files.readString(log)).isEqualTo(10);
        assertThat(log).content().contains("Round 3 of 9").contains("Ended after round 3 of 9: FAIL.");
        assertThat(junit)
                .content()
                .contains("name=\"default/default/cart round 1\" tests=\"3\" failures=\"0\"")
                .contains("name=\"default/default/cart round 3\" tests=\"3\" failures=\"2\"")
                .contains("classname=\"default.default.cart.round_3\" name=\"error_rate\"");
    }

    @Test
    void an_interruption_leaves_what_is_known() throws Exception {
        scrape(1);
        Path log = folder.resolve("log.txt");
        Path junit = folder.resolve("gate.xml");
        Process program = rounds(log, "--during", "10m", "--every", "5m", "--report", "junit=" + junit);
        Eventually.await().until(() -> Files.exists(junit));
        program.destroy();

        assertThat(program.waitFor(Eventually.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(program.exitValue()).isEqualTo(143);
        assertThat(log).content().contains("Round 1 of 3", "Interrupted after 1 of 3 rounds; the last one: PASS.");
    }

    @Test
    void an_interruption_does_not_wait_for_the_round_and_judges_no_part_of_it() throws Exception {
        scrape(1);
        prometheus.signal("STOP");
        Path log = folder.resolve("log.txt");
        Path history = folder.resolve("history");
        Process program = rounds(log, "--during", "10m", "--every", "5m", "--history", history.toString());
        Eventually.await().until(() -> program.info()
                .totalCpuDuration()
                .filter(cpu -> cpu.toMillis() > 500)
                .isPresent());
        pause(1500);
        program.destroy();

        assertThat(program.waitFor(5, TimeUnit.SECONDS))
                .as(Files.readString(log))
                .isTrue();
        assertThat(program.exitValue()).isEqualTo(143);
        assertThat(log).content().doesNotContain("FAIL", "\tat ");
        assertThat(history).doesNotExist();
    }

    @Test
    void in_keptn_the_wait_is_reported_and_stays_within_the_deadline() throws Exception {
        scrape(1);
        var answers = new CopyOnWriteArrayList<JsonNode>();
        exporter.createContext("/sink", exchange -> {
            answers.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        Files.createDirectories(folder.resolve("sli/prometheus"));
        Files.writeString(
                folder.resolve("sli/prometheus/sli.yaml"), "indicators: {rate: 'sum(rate(requests_total[1m]))'}\n");
        var settings = Map.of(
                "SLI_PROVIDER_EVENTS_TRANSPORT",
                "http",
                "K_SINK",
                "http://127.0.0.1:" + exporter.getAddress().getPort() + "/sink",
                "SLI_PROVIDER_RESOURCE_DIRECTORY",
                folder.resolve("sli").toString(),
                "SLI_PROVIDER_WINDOW_WAIT_FOR_DATA",
                "30s",
                "PROMETHEUS_ENDPOINT",
                prometheus.url());
        try (var service = new Service(folder, settings)) {
            service.awaitReady();
            assertThat(service.post(triggered(4)).statusCode()).isBetween(200, 202);
            Eventually.await()
                    .until(() -> !answers.isEmpty()
                            && answers.getLast().path("type").asText().endsWith(".finished"));
        }

        assertThat(answers)
                .extracting(answer -> answer.path("type").asText().replace("sh.keptn.event.get-sli.", ""))
                .containsExactly("started", "status.changed", "finished");
        assertThat(answers.get(1).at("/data/message").asText())
                .startsWith(
                        "Waiting until the samples of the window have arrived: the newest sample of requests_total");
        assertThat(answers.getLast().at("/data/result").asText())
                .as(answers.getLast().toString())
                .isEqualTo("pass");
    }

    /** @param seconds until the end of its window */
    private static String triggered(int seconds) {
        Instant end = Instant.now().plusSeconds(seconds);
        return """
                {"specversion": "1.0", "type": "sh.keptn.event.get-sli.triggered", "source": "lighthouse-service",
                 "id": "0c0b6f0e-5a4e-4a0a-8f7d-6d1f2a9b3c55", "shkeptncontext": "7d1f6a52-3c0e-4b7e-9f5b-1a2c64d0e855",
                 "data": {"project": "shop", "stage": "qa", "service": "cart",
                  "get-sli": {"sliProvider": "prometheus", "start": "%s", "end": "%s", "indicators": ["rate"]}}}
                """.formatted(end.minusSeconds(120), end);
    }
}
