package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.scenario.FakeSink;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that come again, and a process that ends: each event has one answer all the same. */
class ExactlyOneAnswerIT {

    private static final String ID = "0c0b6f0e-5a4e-4a0a-8f7d-6d1f2a9b3c01";

    private final FakePrometheus prometheus = new FakePrometheus();
    private final FakeSink sink = new FakeSink();

    @TempDir
    Path directory;

    private Service service;

    @BeforeEach
    void prepare() throws IOException {
        prometheus.answers(Map.of(
                "quick", Map.of("vector", List.of(41.5)),
                "slow", Map.of("vector", List.of(2.5), "delay", 1500),
                "hung", Map.of("vector", List.of(1), "delay", 20_000)));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(
                directory.resolve("prometheus/sli.yaml"), "indicators: {quick: quick, slow: slow, hung: hung}\n");
    }

    @AfterEach
    void stop() {
        service.close();
        prometheus.stop();
        sink.stop();
    }

    @Test
    void an_event_that_comes_three_times_is_answered_once() throws Exception {
        start(Map.of());
        assertThat(post("slow")).isEqualTo(202);
        assertThat(post("slow")).isEqualTo(202);
        awaitFinished();
        assertThat(post("slow")).isEqualTo(202);
        service.awaitMetric("sli_events_duplicate_total{task=\"get-sli\"} 2.0");
        service.awaitIdle();

        assertThat(sink.answersTo(ID)).hasSize(2);
        assertThat(prometheus.requests()).hasSize(1);
    }

    @Test
    void an_event_whose_answer_was_not_taken_is_answered_when_it_comes_again() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_RETRIES", "0"));
        sink.refuse(2, 500);
        assertThat(post("quick")).isEqualTo(202);
        Eventually.await().until(() -> sink.requests().size() == 2);
        Eventually.await().until(() -> {
            post("quick");
            return isFinished();
        });

        assertThat(finished().at("/data/get-sli/indicatorValues/0/value").asDouble())
                .isEqualTo(41.5);
    }

    @Test
    void the_answer_of_a_caller_who_is_gone_is_posted_to_the_sink() throws Exception {
        start(Map.of());
        try (var client = HttpClient.newHttpClient()) {
            var request = request("slow").header("Prefer", "wait=30").timeout(Duration.ofMillis(500));
            assertThatExceptionOfType(HttpTimeoutException.class)
                    .isThrownBy(() -> client.send(request.build(), ProgramOutput.answer()));
        }
        awaitFinished();

        assertThat(finished().at("/data/get-sli/indicatorValues/0/value").asDouble())
                .isEqualTo(2.5);
    }

    @Test
    void what_is_under_way_at_sigterm_is_answered_with_its_value() throws Exception {
        start(Map.of());
        assertThat(post("slow")).isEqualTo(202);
        Eventually.await().until(() -> !prometheus.requests().isEmpty());
        service.sigterm();

        assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(finished().at("/data/get-sli/indicatorValues/0/value").asDouble())
                .isEqualTo(2.5);
        assertThat(sink.answersTo(ID)).hasSize(2);
    }

    @Test
    void what_cannot_end_in_time_at_sigterm_is_answered_as_errored() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_GRACE", "1s"));
        assertThat(post("hung")).isEqualTo(202);
        Eventually.await().until(() -> !prometheus.requests().isEmpty());
        service.sigterm();

        assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(finished().at("/data/status").asText()).isEqualTo("errored");
        assertThat(finished().at("/data/message").asText()).contains("shutting down");
        assertThat(finished().at("/data/get-sli/indicatorValues")).hasSize(1);
        assertThat(sink.answersTo(ID)).hasSize(2);
    }

    @Test
    void a_caller_who_waits_at_sigterm_gets_his_reply_and_others_are_sent_away() throws Exception {
        start(Map.of());
        try (var client = HttpClient.newHttpClient()) {
            var waiting =
                    client.sendAsync(request("slow").header("Prefer", "wait=20").build(), ProgramOutput.answer());
            Eventually.await().until(() -> !prometheus.requests().isEmpty());
            service.sigterm();
            Eventually.await().until(() -> post("quick") == 503);
            assertThat(service.status("/q/health/ready")).isEqualTo(503);
            assertThat(service.status("/q/health/live")).isEqualTo(200);

            assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(waiting.get().body()).contains("\"value\":2.5");
        }
        assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_the_sink_does_not_take_before_the_end_is_logged_whole() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_GRACE", "500ms", "SLI_PROVIDER_EVENTS_DRAIN", "1s"));
        sink.refuse(1000, 500);
        assertThat(post("quick")).isEqualTo(202);
        Eventually.await().until(() -> sink.requests().size() > 2);
        service.sigterm();

        assertThat(service.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(service.log())
                .contains("get-sli.finished cannot be sent to", "(the process ends)", "\"triggeredid\":\"" + ID)
                .doesNotContain("\tat ");
    }

    @Test
    void callers_who_leave_and_come_again_cause_one_answer() throws Exception {
        start(Map.of());
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 2; i++) {
                var request = request("slow").header("Prefer", "wait=30").timeout(Duration.ofMillis(400));
                assertThatExceptionOfType(HttpTimeoutException.class)
                        .isThrownBy(() -> client.send(request.build(), ProgramOutput.answer()));
            }
        }
        awaitFinished();
        assertThat(post("slow")).isEqualTo(202);
        service.awaitMetric("sli_events_duplicate_total{task=\"get-sli\"} 1.0");
        service.awaitIdle();

        assertThat(sink.answersTo(ID))
                .extracting(event -> event.path("type").asText())
                .containsExactly("sh.keptn.event.get-sli.finished");
    }

    /** What may have been meant is looked for among the names there are, and must not take long however many and long they are. */
    @Test
    void unknown_names_cost_neither_the_others_their_values_nor_the_end_its_time() throws Exception {
        String defined = IntStream.range(0, 400)
                .mapToObj(i -> name("defined", i) + ": unused")
                .collect(Collectors.joining(", "));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), "indicators: {quick: quick, " + defined + "}\n");
        String unknown =
                IntStream.range(0, 990).mapToObj(i -> name("definde", i)).collect(Collectors.joining("\", \""));
        start(Map.of());
        assertThat(post("quick\", \"" + "x".repeat(800_000) + "\", \"" + unknown))
                .isEqualTo(202);
        awaitFinished();
        JsonNode values = finished().at("/data/get-sli/indicatorValues");
        service.sigterm();

        assertThat(service.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(values).hasSize(992);
        assertThat(values.at("/0/value").asDouble()).isEqualTo(41.5);
        assertThat(values.findValuesAsText("success").stream().filter("true"::equals))
                .hasSize(1);
    }

    private static String name(String begin, int number) {
        return begin + "_" + "x".repeat(80) + "_" + number;
    }

    @Test
    void an_idle_service_ends_at_once() throws Exception {
        start(Map.of());
        service.sigterm();

        assertThat(service.process().waitFor(3, TimeUnit.SECONDS)).isTrue();
    }

    private void start(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT",
                prometheus.url(),
                "SLI_PROVIDER_RESOURCE_DIRECTORY",
                directory.toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT",
                "30s",
                "K_SINK",
                sink.url() + "/event"));
        settings.putAll(more);
        service = new Service(directory, settings);
        service.awaitReady();
    }

    private boolean isFinished() {
        return sink.answersTo(ID).stream()
                .anyMatch(event -> event.path("type").asText().endsWith(".finished"));
    }

    private void awaitFinished() {
        Eventually.await().until(this::isFinished);
    }

    private JsonNode finished() {
        assertThat(isFinished()).isTrue();
        return sink.answersTo(ID).getLast();
    }

    private int post(String indicator) throws Exception {
        return service.post(event(indicator)).statusCode();
    }

    private HttpRequest.Builder request(String indicator) throws IOException {
        return service.event(event(indicator));
    }

    private static String event(String indicator) throws IOException {
        return Files.readString(Path.of("src/test/events/get-sli.triggered.json"))
                .replaceAll("(?s)\"indicators\": \\[.*?]", "\"indicators\": [\"" + indicator + "\"]");
    }
}
