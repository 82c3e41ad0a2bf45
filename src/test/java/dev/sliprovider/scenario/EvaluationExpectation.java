package dev.sliprovider.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a scenario of the evaluation task expects, and what holds for every answer (contract §10.8). */
final class EvaluationExpectation {

    private static final String TASK = "sh.keptn.event.evaluation.";

    private final Scenario scenario;
    private final Map<String, Object> expect;
    private final Expectation envelopes;

    EvaluationExpectation(Scenario scenario) {
        this.scenario = scenario;
        this.expect = scenario.map("expect");
        this.envelopes = new Expectation(scenario, null);
    }

    void answers(List<JsonNode> answers) {
        assertThat(answers)
                .extracting(event -> event.path("type").asText())
                .containsExactly(TASK + "started", TASK + "finished");
        answers.forEach(event -> {
            envelopes.envelope(event);
            assertThat(event.path("source").asText()).isEqualTo("lighthouse-service");
            for (String name : List.of("project", "stage", "service", "labels")) {
                assertThat(event.path("data").path(name))
                        .as(name)
                        .isEqualTo(scenario.event().path("data").path(name));
            }
        });
        finished(answers.getLast().path("data"));
    }

    @SuppressWarnings("unchecked")
    private void finished(JsonNode data) {
        JsonNode evaluation = data.path("evaluation");
        for (String text : List.of("timeStart", "timeEnd", "result", "sloFileContent")) {
            assertThat(evaluation.path(text).isTextual())
                    .as("%s is a text in %s", text, data)
                    .isTrue();
        }
        assertThat(evaluation.path("score").isNumber()).isTrue();
        JsonNode results = evaluation.path("indicatorResults");
        assertThat(results.isNull() || results.isArray()).as("%s", results).isTrue();
        ((Map<String, Object>) expect.get("finished"))
                .forEach((key, expected) -> Expectation.assertMatches(key, expected, data.path(key)));
    }

    void within(Duration took) {
        if (expect.get("within") instanceof Number most) {
            assertThat(took).isLessThan(Duration.ofMillis(most.longValue()));
        }
    }

    void asked() {
        envelopes.asked();
        if (expect.containsKey("history")) {
            assertThat(EvaluationPeers.keptn.requests())
                    .filteredOn(request -> !request.target().startsWith("/v1/"))
                    .extracting(FakeKeptn.Request::target)
                    .isEqualTo(expect.get("history"));
        }
    }
}
