package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.scenario.FakeSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as Keptn's evaluator: alone, beside a lighthouse-service, and switched off. */
class LighthouseIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FINISHED = "sh.keptn.event.evaluation.finished";
    private static final Duration TIME = Duration.ofSeconds(60);

    private final FakePrometheus prometheus = new FakePrometheus();
    private final FakeSink sink = new FakeSink();
    private final FakeKeptn keptn = new FakeKeptn();

    @TempDir
    Path directory;

    private Service service;

    @BeforeEach
    void prepare() throws IOException {
        prometheus.answers(
                Map.of("quick", Map.of("vector", List.of(41.5)), "slow", Map.of("vector", List.of(2), "delay", 1500)));
        write("prometheus/sli.yaml", "indicators: {quick: quick, slow: slow}\n");
        write(
                "preprod/catalog/slo.yaml",
                "objectives: [{sli: quick, pass: [{criteria: ['<=+10%', '<50']}]}]\ntotal_score: {pass: '90%'}\n");
        write(
                "preprod/slow/slo.yaml",
                "objectives: [{sli: slow, pass: [{criteria: ['<50']}]}]\ntotal_score: {pass: '90%'}\n");
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        prometheus.stop();
        sink.stop();
        keptn.close();
    }

    @Test
    void an_event_over_http_is_answered_and_compared_with_the_one_before() throws Exception {
        start(Map.of());
        service.awaitReady();
        ObjectNode first = event("catalog");
        assertThat(service.post(first.toString()).statusCode()).isEqualTo(202);
        JsonNode finished = finished(first);
        assertThat(finished.path("source").asText()).isEqualTo("lighthouse-service");
        assertThat(finished.at("/data/result").asText()).isEqualTo("pass");
        assertThat(finished.at("/data/evaluation/indicatorResults/0/value/value")
                        .asDouble())
                .isEqualTo(41.5);
        keptn.store(finished);

        ObjectNode second = event("catalog");
        service.post(second.toString());
        assertThat(finished(second).at("/data/evaluation/comparedEvents/0")).isEqualTo(finished.path("id"));
        assertThat(finished(second)
                        .at("/data/evaluation/indicatorResults/0/value/comparedValue")
                        .asDouble())
                .isEqualTo(41.5);
        service.awaitMetric("sli_events_in_flight{task=\"evaluation\"} 0.0");
        assertThat(service.log())
                .contains("evaluations are answered: no lighthouse-service runs")
                .contains("for bookshop/preprod/catalog: succeeded/pass, score 100, 1 objectives, compared with 1")
                .doesNotContain("WARN", "ERROR");
    }

    @Test
    void an_event_waits_until_a_registration_is_known_to_be_left_over() throws Exception {
        keptn.seen(lighthouse());
        start(Map.of("SLI_PROVIDER_LIGHTHOUSE_CHECK_INTERVAL", "400ms"));
        service.awaitNotReady();
        ObjectNode event = event("catalog");
        assertThat(service.post(event.toString()).statusCode()).isEqualTo(202);
        assertThat(sink.answersTo(event.path("id").asText())).isEmpty();
        assertThat(finished(event).at("/data/result").asText()).isEqualTo("pass");
        assertThat(sink.answersTo(event.path("id").asText())).hasSize(2);
        service.awaitReady();
        assertThat(service.log())
                .contains("does not ping Keptn, so it counts as gone", "curl -X DELETE " + keptn.url());
    }

    @Test
    void beside_one_that_pings_nothing_is_answered() throws Exception {
        keptn.seen(lighthouse());
        start(Map.of("SLI_PROVIDER_LIGHTHOUSE_CHECK_INTERVAL", "300ms"));
        Awaitility.await().atMost(TIME).pollInterval(Duration.ofMillis(100)).until(() -> {
            keptn.seen(lighthouse());
            return service.log().contains("answers evaluations, so this program answers none");
        });
        ObjectNode event = event("catalog");
        service.post(event.toString());
        for (int i = 0; i < 10; i++) {
            keptn.seen(lighthouse());
            Thread.sleep(100);
        }
        service.awaitIdle();
        assertThat(sink.answersTo(event.path("id").asText())).isEmpty();
        service.awaitTrouble("kubectl scale deployment lighthouse-service");
    }

    @Test
    void without_the_control_plane_events_wait_and_nothing_is_sent() throws Exception {
        keptn.fault(FakeKeptn.Fault.UNAVAILABLE);
        start(Map.of("SLI_PROVIDER_EVENTS_DEADLINE", "4s", "SLI_PROVIDER_LIGHTHOUSE_CHECK_INTERVAL", "300ms"));
        service.awaitTrouble("evaluations are not answered until Keptn's list of integrations can be read");
        ObjectNode lost = event("catalog");
        service.post(lost.toString());
        service.awaitLog("evaluation: no answer: it is not known whether a lighthouse-service answers evaluations");
        assertThat(sink.answersTo(lost.path("id").asText())).isEmpty();

        ObjectNode late = event("catalog");
        service.post(late.toString());
        keptn.fault(FakeKeptn.Fault.NONE);
        assertThat(finished(late).at("/data/status").asText()).isEqualTo("succeeded");
    }

    @Test
    void an_evaluation_under_way_at_sigterm_is_answered() throws Exception {
        start(Map.of());
        service.awaitReady();
        ObjectNode event = event("slow");
        service.post(event.toString());
        Awaitility.await().atMost(TIME).until(() -> !prometheus.requests().isEmpty());
        service.sigterm();

        assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(finished(event).at("/data/result").asText()).isEqualTo("pass");
    }

    @Test
    void with_polling_an_event_is_answered_once_whatever_restarts() throws Exception {
        keptn.project("bookshop");
        startPolling();
        ObjectNode event = event("catalog").put("time", Instant.now().toString());
        keptn.publish(event);
        String id = event.path("id").asText();
        Awaitility.await().atMost(TIME).until(() -> !keptn.answers(FINISHED, id).isEmpty());
        service.close();
        startPolling();
        ObjectNode next = event("catalog").put("time", Instant.now().toString());
        keptn.publish(next);
        Awaitility.await()
                .atMost(TIME)
                .until(() -> !keptn.answers(FINISHED, next.path("id").asText()).isEmpty());

        assertThat(keptn.answers(FINISHED, id)).singleElement().satisfies(finished -> assertThat(
                        finished.path("source").asText())
                .isEqualTo("lighthouse-service"));
        assertThat(keptn.answers(FINISHED, next.path("id").asText()).getFirst().at("/data/evaluation/comparedEvents"))
                .hasSize(1);
    }

    @Test
    void switched_off_it_leaves_no_trace() throws Exception {
        start(Map.of("SLI_PROVIDER_LIGHTHOUSE_ENABLED", "false"));
        service.awaitReady();
        ObjectNode event = event("catalog");
        service.post(event.toString());
        service.awaitMetric("sli_events_ignored_total 1.0");

        assertThat(sink.requests()).isEmpty();
        assertThat(keptn.requests()).isEmpty();
        assertThat(service.metrics()).doesNotContain("task=\"evaluation\"");
        assertThat(service.get("/q/health/ready").body()).doesNotContain("evaluations");
        assertThat(service.log()).doesNotContainIgnoringCase("lighthouse").doesNotContain("evaluations");
    }

    @Test
    void a_word_that_is_neither_true_nor_false_stops_the_start() throws Exception {
        start(Map.of("SLI_PROVIDER_LIGHTHOUSE_ENABLED", "yes"));
        assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.log()).contains("sli-provider.lighthouse.enabled is \"yes\"; expected true or false");
    }

    private void start(Map<String, String> more) throws IOException {
        var settings = settings();
        settings.put("K_SINK", sink.url());
        settings.put("SLI_PROVIDER_LIGHTHOUSE_DATASTORE_URL", keptn.url());
        settings.put("SLI_PROVIDER_CONTROL_PLANE_URL", keptn.url());
        settings.putAll(more);
        service = new Service(directory, settings, "--transport=http");
    }

    private void startPolling() throws IOException {
        var settings = settings();
        settings.put("KEPTN_API_ENDPOINT", keptn.api());
        settings.put("SLI_PROVIDER_POLLING_INTERVAL", "200ms");
        service = new Service(directory, settings, "--transport=polling");
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("PROMETHEUS_ENDPOINT", prometheus.url());
        settings.put("SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString());
        settings.put("SLI_PROVIDER_LIGHTHOUSE_ENABLED", "true");
        return settings;
    }

    private JsonNode finished(JsonNode event) {
        String id = event.path("id").asText();
        Awaitility.await().atMost(TIME).until(() -> sink.answersTo(id).stream()
                .anyMatch(answer -> answer.path("type").asText().equals(FINISHED)));
        return sink.answersTo(id).getLast();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static JsonNode lighthouse() throws IOException {
        return JSON.readTree("""
                {"name":"lighthouse-service","metadata":{"hostname":"node","kubernetesmetadata":{"namespace":"keptn"}},
                 "subscriptions":[{"event":"sh.keptn.event.evaluation.triggered"},
                                  {"event":"sh.keptn.event.get-sli.finished"}]}""");
    }

    private static ObjectNode event(String service) throws IOException {
        var event = (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/events/evaluation.triggered.json")));
        event.put("id", UUID.randomUUID().toString());
        ((ObjectNode) event.path("data")).put("service", service);
        return event;
    }
}
