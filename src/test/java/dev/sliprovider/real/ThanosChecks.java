package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.cli.Program;
import dev.sliprovider.waiting.Eventually;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What must hold when a part of the data behind Thanos is missing. The order matters: what is killed stays so. */
final class ThanosChecks {

    private static final Map<String, String> QUERIES = Map.of(
            "sum", "sum(up)",
            "zero", "sum(rate(other_total{status=\"500\"}[1m])) or vector(0)",
            "empty", "sum(rate(other_total[1m]))");
    private static final Map<String, String> WARN = Map.of("PROMETHEUS_PARTIAL_RESPONSE", "warn");
    private static final Map<String, String> STRICT = Map.of("PROMETHEUS_PARAMETERS", "partial_response=false");

    private ThanosChecks() {}

    static List<ServerCheck> all() {
        return List.of(
                new ServerCheck("all stores: values", ThanosChecks::whole),
                new ServerCheck("a Prometheus dead behind its sidecar: no value", subject -> {
                    thanos(subject).killSecondPrometheus();
                    partial(subject, Map.of());
                    partial(subject, STRICT);
                }),
                new ServerCheck("a sidecar dead: no value", subject -> {
                    thanos(subject).killSecondSidecar();
                    partial(subject, Map.of());
                    partial(subject, STRICT);
                }),
                new ServerCheck("a sidecar dead, partial responses allowed", ThanosChecks::allowed),
                new ServerCheck("check names the dead sidecar", ThanosChecks::check));
    }

    private static Thanos thanos(Subject subject) {
        return (Thanos) subject.server();
    }

    private static void whole(Subject subject) throws Exception {
        Map<String, JsonNode> entries = ask(subject, Map.of());
        assertThat(entries.get("sum").path("value").asDouble())
                .as(entries.get("sum").toString())
                .isEqualTo(3);
        assertThat(entries.get("zero").path("value").asDouble())
                .as(entries.get("zero").toString())
                .isPositive();
    }

    private static void partial(Subject subject, Map<String, String> environment) throws Exception {
        Map<String, JsonNode> entries = ask(subject, environment);
        entries.values().forEach(entry -> {
            assertThat(entry.path("success").asBoolean())
                    .as(environment + " " + entry)
                    .isFalse();
            assertThat(entry.path("message").asText())
                    .as(environment.toString())
                    .containsAnyOf("the server read a part of the data only", "could not read all of the data")
                    .contains("connection refused");
        });
    }

    private static void allowed(Subject subject) throws Exception {
        Map<String, JsonNode> entries = ask(subject, WARN);
        JsonNode sum = entries.get("sum");
        assertThat(sum.path("success").asBoolean()).as(sum.toString()).isTrue();
        assertThat(sum.path("value").asDouble()).isEqualTo(2);
        assertThat(sum.path("message").asText()).contains("Warning");
        for (String name : List.of("zero", "empty")) {
            assertThat(entries.get(name).path("success").asBoolean())
                    .as(entries.get(name).toString())
                    .isFalse();
        }
    }

    private static Map<String, JsonNode> ask(Subject subject, Map<String, String> environment) throws Exception {
        return subject.ask(Instant.now().minusSeconds(2), environment, QUERIES);
    }

    /** Thanos looks at its stores every few seconds. */
    private static void check(Subject subject) throws Exception {
        Eventually.await().until(() -> ServerProcess.get(subject.server().url() + "/api/v1/stores")
                .body()
                .contains("connection refused"));
        Program.Result result = subject.run(Map.of(), "check");
        assertThat(result.out())
                .containsPattern("stores +warning +1 of 2 answer: sidecar 127\\.0\\.0\\.1:\\d+ fails: ");
    }
}
