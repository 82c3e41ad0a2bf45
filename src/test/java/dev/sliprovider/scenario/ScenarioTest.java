package dev.sliprovider.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario through the whole line: HTTP in, resource-service, Prometheus, sink, all over real sockets. */
@QuarkusTest
@WithTestResource(Peers.class)
class ScenarioTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static boolean warm;

    @TestHTTPResource("/")
    URI provider;

    /** The first event of a process takes longer than its peers are waited for, and would be judged by that. */
    @BeforeEach
    void warmUp() throws Exception {
        if (!warm) {
            var any = scenarios().findFirst().orElseThrow();
            var first = new Scenario(Scenario.FOLDER.resolve("warm-up"), any.content());
            prepare(first);
            post(first);
            answersAtSink(first, true);
            warm = true;
        }
    }

    static Stream<Scenario> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(Scenario.FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml") && !file.startsWith(Scenario.EVALUATIONS))
                    .sorted()
                    .map(Scenario::read)
                    .toList()
                    .stream();
        }
    }

    @Test
    void there_are_at_least_sixty_scenarios() throws IOException {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void scenario(String name, Scenario scenario) throws Exception {
        prepare(scenario);
        long began = System.nanoTime();
        HttpResponse<String> response = post(scenario);

        var check = new Expectation(scenario, response);
        check.http();
        if (check.isAnsweredAtSink()) {
            check.answers(answersAtSink(scenario, check.isAnswered()));
        } else if (check.isAnswered()) {
            check.finished(JSON.readTree(response.body()));
            assertThat(Peers.sink.requests()).isEmpty();
        }
        check.within(Duration.ofNanos(System.nanoTime() - began));
        check.asked();
    }

    static Stream<Object[]> named() throws IOException {
        return scenarios().map(scenario -> new Object[] {scenario.name() + ": " + scenario.rule(), scenario});
    }

    private static void prepare(Scenario scenario) {
        Peers.resourceService.levels(scenario.map("sli"));
        Peers.prometheus.answers(scenario.map("prometheus"));
        Peers.sink.refuse((int) scenario.map("sink").getOrDefault("refuse", 0), (int)
                scenario.map("sink").getOrDefault("status", 500));
    }

    private HttpResponse<String> post(Scenario scenario) throws Exception {
        var request = HttpRequest.newBuilder(provider.resolve(scenario.path()))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(scenario.body()));
        scenario.headers().forEach(request::header);
        return CLIENT.send(request.build(), ProgramOutput.answer());
    }

    /** Waits for the finished event; where none may come, for the time in which one would. */
    private static List<JsonNode> answersAtSink(Scenario scenario, boolean answered) throws InterruptedException {
        String id = scenario.event().path("id").asText();
        if (answered) {
            Eventually.await().pollInterval(Duration.ofMillis(10)).until(() -> Peers.sink.answersTo(id).stream()
                    .anyMatch(event -> event.path("type").asText().endsWith(".finished")));
        } else {
            Awaitility.await()
                    .during(Duration.ofMillis(150))
                    .until(() -> Peers.sink.answersTo(id).isEmpty());
        }
        return Peers.sink.answersTo(id);
    }
}
