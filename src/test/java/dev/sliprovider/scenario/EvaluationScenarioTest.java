package dev.sliprovider.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.secrets.ProgramOutput;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario of the evaluation task: HTTP in, resource-service, Prometheus, datastore, sink, over real sockets. */
@QuarkusTest
@WithTestResource(EvaluationPeers.class)
class EvaluationScenarioTest {

    private static boolean warm;

    @TestHTTPResource("/events")
    URI events;

    /** The first event of a process takes longer than its peers are waited for, and would be judged by that. */
    @BeforeEach
    void warmUp() throws Exception {
        if (!warm) {
            var first = new Scenario(
                    Scenario.EVALUATIONS.resolve("warm-up"),
                    Scenario.read(Scenario.EVALUATIONS.resolve("pass.yaml")).content());
            prepare(first);
            post(first);
            answers(first);
            warm = true;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void scenario(String name, Scenario scenario) throws Exception {
        prepare(scenario);
        long began = System.nanoTime();
        assertThat(post(scenario).statusCode()).isEqualTo(202);
        var check = new EvaluationExpectation(scenario);
        check.answers(answers(scenario));
        check.within(Duration.ofNanos(System.nanoTime() - began));
        check.asked();
    }

    static Stream<Object[]> named() throws IOException {
        try (Stream<Path> files = Files.walk(Scenario.EVALUATIONS)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Scenario::read)
                    .map(scenario -> new Object[] {scenario.name() + ": " + scenario.rule(), scenario})
                    .toList()
                    .stream();
        }
    }

    private static void prepare(Scenario scenario) {
        Peers.resourceService.levels(scenario.map("sli"));
        Peers.prometheus.answers(scenario.map("prometheus"));
        Peers.sink.refuse(0, 500);
        FakeKeptn keptn = EvaluationPeers.keptn;
        Map<String, Object> datastore = scenario.map("datastore");
        keptn.clear();
        keptn.fault(
                FakeKeptn.Fault.valueOf(datastore.getOrDefault("fault", "NONE").toString()));
        keptn.slow(Duration.ofMillis(((Number) datastore.getOrDefault("delay", 0)).longValue()));
        int size = (int) datastore.getOrDefault("size", 0);
        keptn.oddEvents(size > 0 ? "{\"events\": [\"" + "x".repeat(size) + "\"]}" : (String) datastore.get("json"));
        StoredEvents.of(datastore).forEach(keptn::store);
    }

    private HttpResponse<String> post(Scenario scenario) throws Exception {
        var request = HttpRequest.newBuilder(events)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(scenario.body()));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), ProgramOutput.answer());
        }
    }

    private static List<JsonNode> answers(Scenario scenario) {
        String id = scenario.event().path("id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Peers.sink.answersTo(id).stream()
                        .anyMatch(event -> event.path("type").asText().endsWith(".finished")));
        return Peers.sink.answersTo(id);
    }
}
