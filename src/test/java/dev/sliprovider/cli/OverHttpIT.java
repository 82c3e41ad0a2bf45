package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may post an event gets values of Prometheus for it, so only those may who have to. */
class OverHttpIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakePrometheus prometheus = new FakePrometheus();

    @TempDir
    Path directory;

    private Service service;

    @AfterEach
    void stop() {
        service.close();
        prometheus.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nats", "jetstream", "polling"})
    void events_that_come_another_way_are_refused_on_the_port_for_http(String transport) throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_TRANSPORT", transport));
        for (String path : List.of("/", "/events")) {
            HttpResponse<String> answer = post(path, event());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            assertThat(problem.path("title").asText()).isEqualTo("Events over HTTP are disabled");
            assertThat(problem.path("detail").asText())
                    .contains("they come by " + transport, "sli-provider.events.over-http=true");
        }
        assertThat(prometheus.requests()).isEmpty();
    }

    @Test
    void a_setting_takes_them_all_the_same() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_TRANSPORT", "nats", "SLI_PROVIDER_EVENTS_OVER_HTTP", "true"));
        HttpResponse<String> answer = post("/events", event());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper()
                        .readTree(answer.body())
                        .at("/data/get-sli/indicatorValues/2/value")
                        .asDouble())
                .isEqualTo(41.5);
    }

    private void start(Map<String, String> more) throws Exception {
        prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), "indicators: {good: sum(good)}\n");
        var settings = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT", prometheus.url(),
                "SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString(),
                "NATS_URL", "nats://127.0.0.1:1",
                "KEPTN_API_ENDPOINT", "http://127.0.0.1:1/api",
                "KEPTN_API_TOKEN", "tr0ub4dor",
                "DISABLE_REGISTRATION", "true"));
        settings.putAll(more);
        service = new Service(directory, settings);
        service.awaitLog("answers:");
        Eventually.await().ignoreExceptions().until(() -> service.status("/q/health/live") == 200);
    }

    private static String event() throws IOException {
        return Files.readString(Path.of("src/test/events/get-sli.triggered.json"))
                .replace("throughput", "good");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = service.event(body);
        return HTTP.send(request.uri(request.build().uri().resolve(path)).build(), ProgramOutput.answer());
    }
}
