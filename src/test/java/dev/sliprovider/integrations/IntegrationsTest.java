package dev.sliprovider.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.scenario.Peers;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/integrations.md shows, beside the work of the product itself: over HTTP, with a reply and with a sink. */
@QuarkusTest
@WithTestResource(Peers.class)
class IntegrationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GREETING = """
            {'specversion':'1.0','id':'%s','source':'test','type':'sh.keptn.event.greeting.triggered',
             'shkeptncontext':'c','data':{'project':'p','stage':'s','service':'%s'}}""";

    @TestHTTPResource("/events")
    URI events;

    @Inject
    AuditListener audit;

    @ParameterizedTest
    @CsvSource({"task, GreetingTask", "listener, AuditListener"})
    void the_document_shows_the_code_that_is_run_here(String marker, String source) throws IOException {
        Matcher code = Pattern.compile("(?s)// docs: begin " + marker + "\n(.*)// docs: end " + marker)
                .matcher(Files.readString(Path.of("src/test/java/dev/sliprovider/integrations/" + source + ".java")));
        assertThat(code.find()).isTrue();
        assertThat(code.group(1).lines().filter(line -> !line.startsWith("import")))
                .hasSizeLessThanOrEqualTo(40);
        assertThat(Files.readString(Path.of("docs/integrations.md"))).contains("```java\n" + code.group(1) + "```");
    }

    @Test
    void the_reply_has_the_result_of_the_task_and_the_listener_has_heard_the_event() throws Exception {
        HttpResponse<String> response = post(GREETING.formatted("greeting-1", "catalog"), true);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/cloudevents+json");
        JsonNode finished = JSON.readTree(response.body());
        assertThat(finished.path("type").asText()).isEqualTo("sh.keptn.event.greeting.finished");
        assertThat(finished.path("source").asText()).isEqualTo("greeting");
        assertThat(finished.path("triggeredid").asText()).isEqualTo("greeting-1");
        assertThat(finished.path("data")).isEqualTo(ExampleEvent.json("""
                {'project':'p','stage':'s','service':'catalog','status':'succeeded','result':'pass',
                 'message':'greeted catalog','greeting':{'text':'Hello catalog'}}"""));
        assertThat(audit.heard()).containsOnlyOnce("greeting-1");
    }

    @Test
    void a_task_that_cannot_be_done_is_answered_as_errored() throws Exception {
        JsonNode finished =
                JSON.readTree(post(GREETING.formatted("greeting-2", ""), true).body());
        assertThat(finished.at("/data/status").asText()).isEqualTo("errored");
        assertThat(finished.at("/data/message").asText()).isEqualTo("the event names no service; set data.service");
    }

    @Test
    void a_sink_gets_started_and_finished_once_however_often_the_event_is_delivered() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(post(GREETING.formatted("greeting-3", "catalog"), false).statusCode())
                    .isEqualTo(202);
        }
        Eventually.await().until(() -> Peers.sink.answersTo("greeting-3").size() >= 2);
        assertThat(Peers.sink.answersTo("greeting-3"))
                .extracting(answer -> answer.path("type").asText())
                .containsExactly("sh.keptn.event.greeting.started", "sh.keptn.event.greeting.finished");
        assertThat(audit.heard()).containsOnlyOnce("greeting-3");
    }

    @Test
    void the_task_of_the_product_is_answered_beside_it() throws Exception {
        Peers.resourceService.levels(Map.of("service", "indicators: {good: sum(good)}"));
        Peers.prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
        ObjectNode event = ExampleEvent.json(ExampleEvent.file("minimal"));
        ((ObjectNode) event.at("/data/get-sli")).putArray("indicators").add("good");
        // The peers' timeouts are short here, and a machine may be busy: a client may ask again.
        Eventually.await().untilAsserted(() -> {
            JsonNode finished = JSON.readTree(post(event.toString(), true).body());
            assertThat(finished.path("type").asText()).isEqualTo("sh.keptn.event.get-sli.finished");
            assertThat(finished.at("/data/get-sli/indicatorValues/0/value").asDouble())
                    .isEqualTo(41.5);
        });
    }

    private HttpResponse<String> post(String event, boolean isAnswerWanted) throws Exception {
        var request = HttpRequest.newBuilder(events)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event.replace('\'', '"')));
        if (isAnswerWanted) {
            request.header("Prefer", "wait=5");
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), ProgramOutput.answer());
        }
    }
}
