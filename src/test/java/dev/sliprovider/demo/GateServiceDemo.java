package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The gate as a service: two versions of a shop, the new one with a regression, and the requests that deployment tools send.
 * Run it with {@code ./dev demo --gate}; {@code --stay} keeps all servers until Ctrl-C, to look at the pages.
 */
public final class GateServiceDemo {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENOUGH_SAMPLES = 8;
    private static final String SLO = """
            spec_version: "1.0"
            indicators:
              error_rate: |
                sum(rate(shop_requests_total{version="$DEPLOYMENT",code=~"5.."}[$DURATION_SECONDS]))
                / sum(rate(shop_requests_total{version="$DEPLOYMENT"}[$DURATION_SECONDS]))
              requests_per_second: sum(rate(shop_requests_total{version="$DEPLOYMENT"}[$DURATION_SECONDS]))
            comparison: {compare_with: single_result, include_result_with_score: pass}
            objectives:
              - sli: error_rate
                displayName: Share of failed requests
                key_sli: true
                pass: [{criteria: ["<=+50%", "<0.05"]}]
              - sli: requests_per_second
                displayName: Requests per second
                pass: [{criteria: [">1"]}]
            total_score: {pass: "90%", warning: "75%"}
            """;

    private final Servers servers = new Servers("gate");
    private final int port = Loopback.freePort(18080);
    private final int management = Loopback.freePort(19000);
    private final Prometheus prometheus = new Prometheus(servers, Loopback.freePort(19090));
    private final String token = token();
    private final HttpClient http = HttpClient.newHttpClient();

    private GateServiceDemo() throws IOException {}

    public static void main(String... args) throws Exception {
        new GateServiceDemo().run(List.of(args).contains("--stay"));
        System.exit(0);
    }

    /** The demo listens on the loopback interface only, but others may use the same machine. */
    private static String token() {
        byte[] bytes = new byte[16];
        RandomGenerator.of("SecureRandom").nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void run(boolean stay) throws Exception {
        try (var shop = new Shop()) {
            Screen.step("starting a shop of which v1 and v2 run, and Prometheus at " + prometheus.url());
            prometheus.start(management, shop.port());
            Screen.step("starting the gate at " + Loopback.url(port));
            startGate();
            String ready = Loopback.url(management) + "/q/health/ready";
            servers.await("the gate to be ready", () -> Loopback.get(ready).statusCode() == 200);
            servers.await(
                    "Prometheus to have samples",
                    () -> prometheus.value("min(count_over_time(shop_requests_total[1m]))") >= ENOUGH_SAMPLES);
            evaluations();
            argo();
            flagger();
            next(stay);
        }
    }

    private void startGate() throws IOException {
        Path service = Files.createDirectories(servers.folder().resolve("config/prod/shop"));
        Files.writeString(service.resolve("slo.yaml"), SLO);
        servers.startProvider(
                "gate",
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        servers.folder().resolve("config").toString(),
                        "SLI_PROVIDER_HISTORY_DIRECTORY",
                        servers.folder().resolve("history").toString(),
                        "SLI_PROVIDER_EVENTS_TRANSPORT",
                        "http",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "SLI_PROVIDER_GATE_TOKEN",
                        token),
                port,
                management);
    }

    /** What a pipeline sends. */
    private void evaluations() throws IOException, InterruptedException {
        for (String version : List.of("v1", "v2")) {
            Screen.heading("A pipeline asks about " + version);
            String body = """
                    {"project": "demo", "stage": "prod", "service": "shop", "deployment": "%s", "timeframe": "1m",
                     "id": "release-%s", "labels": {"buildId": "%s"}}""".formatted(version, version, version);
            show(send("POST", "/evaluations", Optional.of(body), true));
        }
    }

    /** What Argo Rollouts sends. */
    private void argo() throws IOException, InterruptedException {
        Screen.heading("Argo Rollouts compares v2 with v1");
        show(send(
                "GET",
                "/gates/demo/prod/shop?timeframe=1m&deployment=v2&compareWith=deployment:v1",
                Optional.empty(),
                true));
    }

    /** What Flagger sends: no header, and it shows the sentence. */
    private void flagger() throws IOException, InterruptedException {
        Screen.heading("Flagger asks whether v2 may get more traffic");
        String body = """
                {"name": "shop", "namespace": "prod", "phase": "Progressing", "metadata": {"token": "%s"}}""".formatted(token);
        HttpResponse<String> answer =
                send("POST", "/gates/demo/prod/shop/flagger?timeframe=1m&deployment=v2", Optional.of(body), false);
        Screen.line("HTTP " + answer.statusCode() + "  " + answer.body().strip());
    }

    private HttpResponse<String> send(String method, String path, Optional<String> body, boolean isAuthorized)
            throws IOException, InterruptedException {
        Screen.line(method + " " + path.replace(token, "…"));
        body.map(text -> text.replace(token, "…")).ifPresent(Screen::line);
        var request = HttpRequest.newBuilder(URI.create(Loopback.url(port) + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (isAuthorized) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void show(HttpResponse<String> answer) throws IOException {
        JsonNode evaluation = JSON.readTree(answer.body());
        String outcome = evaluation.path("outcome").asText(answer.body());
        Screen.line("HTTP " + answer.statusCode() + "  "
                + Screen.colour(outcome.equals("pass") ? Screen.GREEN : Screen.RED, outcome) + ", score "
                + evaluation.path("score").asText());
        for (JsonNode objective : evaluation.path("objectives")) {
            String status = objective.path("status").asText();
            Screen.line("  %s  %-20s %s"
                    .formatted(
                            Screen.colour(status.equals("pass") ? Screen.GREEN : Screen.RED, "%-4s".formatted(status)),
                            objective.path("sli").asText(),
                            objective
                                    .path("message")
                                    .asText(objective.path("value").asText())));
        }
    }

    private void next(boolean stay) throws InterruptedException {
        String pages = Loopback.url(port) + "/services";
        if (!stay) {
            Screen.heading("Look at the pages with ./dev demo --gate --stay");
            return;
        }
        Screen.heading("Look at it:");
        Screen.line("  " + pages + "   token: " + token);
        Screen.line("All servers run until Ctrl-C.");
        // Until a person ends it.
        Thread.sleep(Long.MAX_VALUE);
    }
}
