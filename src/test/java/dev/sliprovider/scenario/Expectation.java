package dev.sliprovider.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sliprovider.peers.Received;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a scenario expects, and what holds for every answer (contract §0.1). */
final class Expectation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scenario scenario;
    private final Map<String, Object> expect;
    private final HttpResponse<String> response;

    Expectation(Scenario scenario, HttpResponse<String> response) {
        this.scenario = scenario;
        this.expect = scenario.map("expect");
        this.response = response;
    }

    boolean isAnswered() {
        return expect.containsKey("finished");
    }

    boolean isAnsweredAtSink() {
        return response.statusCode() == 202;
    }

    void http() throws Exception {
        assertThat(response.statusCode())
                .as("HTTP status, body: %s", response.body())
                .isEqualTo(expect.getOrDefault("http", 202));
        ((Map<?, ?>) expect.getOrDefault("headers", Map.of())).forEach((name, value) -> {
            JsonNode header = response.headers()
                    .firstValue(name.toString())
                    .<JsonNode>map(TextNode::valueOf)
                    .orElse(MissingNode.getInstance());
            assertMatches(name.toString(), value, header);
        });
        if (expect.containsKey("problem")) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertMatches("problem", expect.get("problem"), JSON.readTree(response.body()));
        }
    }

    void answers(List<JsonNode> answers) {
        List<String> types =
                answers.stream().map(event -> event.path("type").asText()).toList();
        if (!isAnswered()) {
            assertThat(types).isEmpty();
            return;
        }
        assertThat(types).containsOnlyOnce("sh.keptn.event.get-sli.finished");
        if (expect.containsKey("posts")) {
            assertThat(Peers.sink.requests()).hasSize((int) expect.get("posts"));
        }
        if (scenario.map("sink").isEmpty()) {
            assertThat(types).containsExactly("sh.keptn.event.get-sli.started", "sh.keptn.event.get-sli.finished");
            envelope(answers.getFirst());
        }
        finished(answers.getLast());
    }

    /** Every finished event is checked for what always holds, then for what this scenario says. */
    @SuppressWarnings("unchecked")
    void finished(JsonNode event) {
        envelope(event);
        JsonNode triggered = scenario.event();
        JsonNode getSli = event.path("data").path("get-sli");
        assertThat(event.path("type").asText()).isEqualTo("sh.keptn.event.get-sli.finished");
        for (String end : List.of("start", "end")) {
            assertThat(getSli.path(end).asText())
                    .as(end)
                    .isEqualTo(upTo(
                            200,
                            triggered.path("data").path("get-sli").path(end).asText()));
        }
        List<String> metrics = getSli.path("indicatorValues")
                .valueStream()
                .map(entry -> entry.path("metric").asText())
                .toList();
        assertThat(metrics)
                .as("one entry for each requested indicator, in order")
                .isEqualTo(scenario.indicators().stream()
                        .map(name -> upTo(500, name))
                        .toList());
        getSli.path("indicatorValues").forEach(Expectation::entry);
        var finished = (Map<String, Object>) expect.get("finished");
        finished.forEach((key, expected) -> {
            switch (key) {
                case "values" -> values((List<Object>) expected, getSli.path("indicatorValues"));
                case "envelope" -> assertMatches("envelope", expected, event);
                default -> assertMatches(key, expected, event.path("data").path(key));
            }
        });
    }

    void envelope(JsonNode event) {
        JsonNode triggered = scenario.event();
        assertThat(event.toString().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes; a distributor takes 64 KB (contract §5.3)")
                .isLessThan(64 * 1024);
        assertThat(event.path("triggeredid").asText())
                .isEqualTo(triggered.path("id").asText());
        for (String name : List.of("shkeptncontext", "gitcommitid")) {
            assertThat(event.path(name).asText())
                    .as(name)
                    .isEqualTo(triggered.path(name).asText());
        }
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("shkeptnspecversion").asText()).isEqualTo("0.2.4");
        assertThat(event.path("contenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("source").asText()).isNotBlank();
        assertThat(event.path("id").asText())
                .isNotBlank()
                .isNotEqualTo(triggered.path("id").asText());
        assertThat(Instant.parse(event.path("time").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(event.path("time").asText()).endsWith("Z");
    }

    private static void entry(JsonNode entry) {
        assertThat(entry.path("value").isNumber())
                .as("value is a number: %s", entry)
                .isTrue();
        assertThat(Double.isFinite(entry.path("value").doubleValue())).isTrue();
        assertThat(entry.path("success").isBoolean()).isTrue();
        if (!entry.path("success").asBoolean()) {
            assertThat(entry.path("value").doubleValue()).isZero();
            assertThat(entry.path("message").asText()).isNotBlank();
        }
    }

    /** A number: the value of a success. A text: what the message of a failure matches. */
    private static void values(List<Object> expected, JsonNode entries) {
        assertThat(entries.size()).as("number of entries").isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode entry = entries.get(i);
            switch (expected.get(i)) {
                case Number value -> {
                    assertThat(entry.path("success").asBoolean())
                            .as("success of %s", entry)
                            .isTrue();
                    assertThat(entry.path("value").doubleValue()).isEqualTo(value.doubleValue());
                }
                case Map<?, ?> members -> assertMatches("indicatorValues[" + i + "]", members, entry);
                default -> {
                    assertThat(entry.path("success").asBoolean())
                            .as("success of %s", entry)
                            .isFalse();
                    assertMatches("message", expected.get(i), entry.path("message"));
                }
            }
        }
    }

    void within(Duration took) {
        if (expect.get("within") instanceof Number most) {
            assertThat(took).isLessThan(Duration.ofMillis(most.longValue()));
        }
    }

    /** Which queries reached Prometheus, in any order, each as often as it was sent. */
    @SuppressWarnings("unchecked")
    void asked() {
        if (expect.containsKey("asked")) {
            List<String> queries = Peers.prometheus.requests().stream()
                    .map(FakePrometheus::question)
                    .sorted()
                    .toList();
            var expected = new ArrayList<>((List<String>) expect.get("asked"));
            expected.addAll((List<String>) expect.getOrDefault("causes", List.of()));
            expected.sort(null);
            assertThat(queries).isEqualTo(expected);
        }
        if (expect.containsKey("query")) {
            Peers.prometheus
                    .requests()
                    .forEach(request -> assertMatches("query", expect.get("query"), JSON.valueToTree(firsts(request))));
        }
        if (expect.containsKey("resources")) {
            List<String> targets = Peers.resourceService.requests().stream()
                    .map(RecordingServer.Request::target)
                    .sorted()
                    .toList();
            var expected = new ArrayList<>((List<String>) expect.get("resources"));
            expected.sort(null);
            assertThat(targets).isEqualTo(expected);
        }
    }

    private static Map<String, String> firsts(Received request) {
        return request.parameters().keySet().stream().collect(Collectors.toMap(name -> name, request::parameter));
    }

    /** Maps match by the members that are expected; null means absent; a text between slashes is a regular expression. */
    static void assertMatches(String path, Object expected, JsonNode actual) {
        switch (expected) {
            case null ->
                assertThat(actual.isMissingNode())
                        .as("%s is absent, found %s", path, actual)
                        .isTrue();
            case Map<?, ?> members ->
                members.forEach((key, value) -> assertMatches(path + "." + key, value, actual.path(key.toString())));
            case List<?> elements -> {
                assertThat(actual.size()).as("size of %s: %s", path, actual).isEqualTo(elements.size());
                for (int i = 0; i < elements.size(); i++) {
                    assertMatches(path + "[" + i + "]", elements.get(i), actual.get(i));
                }
            }
            case String text
            when text.length() > 2 && text.startsWith("/") && text.endsWith("/") ->
                assertThat(actual.asText())
                        .as(path)
                        .containsPattern(Pattern.compile(text.substring(1, text.length() - 1), Pattern.DOTALL));
            default -> {
                assertThat(actual.isMissingNode()).as("%s is absent", path).isFalse();
                assertThat(actual.asText()).as(path).isEqualTo(expected.toString());
            }
        }
    }

    private static String upTo(int length, String text) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
