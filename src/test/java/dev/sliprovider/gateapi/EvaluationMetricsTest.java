package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationMetricsTest {

    private static final int MOST = 30;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EvaluationMetrics metrics = new EvaluationMetrics(registry, MOST);

    private static Outcome.Concluded passed() throws Exception {
        JsonNode event = new ObjectMapper()
                .readTree("{\"id\": \"x\", \"data\": {\"project\": \"p\", \"stage\": \"s\", \"service\": \"v\","
                        + " \"status\": \"succeeded\", \"result\": \"pass\", \"message\": \"\", \"labels\": {},"
                        + " \"evaluation\": {\"timeStart\": \"\", \"timeEnd\": \"\", \"result\": \"pass\", \"score\": 100,"
                        + " \"sloFileContent\": \"\", \"indicatorResults\": [], \"comparedEvents\": []}}}");
        return new Outcome.Concluded(ReportedEvaluation.of(event), Conclusion.PASS);
    }

    @Test
    void services_have_gauges_until_there_are_too_many() throws Exception {
        metrics.register();
        for (int i = 0; i < 100; i++) {
            metrics.count(new Scope("p", "s", "v" + i), passed(), 1_000_000);
        }

        assertThat(registry.getMeters().stream().filter(meter -> meter.getId().getTag("service") != null))
                .hasSize(MOST);
        assertThat(registry.counter("sli.evaluations", "result", "pass").count())
                .isEqualTo(100);
        assertThat(registry.counter("sli.evaluation.series.dropped").count()).isPositive();
        assertThat(registry.timer("sli.evaluation").count()).isEqualTo(100);
    }

    @Test
    void a_request_without_an_evaluation_makes_no_series() {
        metrics.count(
                new Scope("p", "s", "guessed"),
                new Outcome.Impossible(new Problem(404, "No slo.yaml", "none", Optional.empty())),
                1);

        assertThat(registry.getMeters().stream().filter(meter -> meter.getId().getTag("service") != null))
                .isEmpty();
        assertThat(registry.counter("sli.evaluations", "result", "errored").count())
                .isEqualTo(1);
    }
}
