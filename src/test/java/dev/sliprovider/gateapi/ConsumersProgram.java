package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.bench.Table;
import dev.sliprovider.cli.Service;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets Argo Rollouts' and Flagger's own code call the gate, with the files of deploy/gate as they are shipped, and prints a
 * table; run by {@code ./dev consumers}, and by no build.
 */
class ConsumersProgram {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAMS = Path.of("target/consumers");
    private static final String SHIPPED = "http://prometheus-sli-provider.monitoring:8080";
    private static final String TOKEN = "t0ken-of-the-consumers";
    private static final long LONGEST = 120;
    private static final String SLO = """
            spec_version: "1.0"
            objectives:
              - sli: errors
                pass: [{criteria: ["<=10"]}]
                warning: [{criteria: ["<=20"]}]
            total_score: {pass: "90%", warning: "40%"}
            """;
    private static final String SLI = """
            spec_version: "1.0"
            indicators:
              errors: sum(errors{service="$SERVICE",version="$DEPLOYMENT"})
            """;

    /**
     * A service whose verdict is known.
     *
     * @param name of the service
     * @param argo the phase that Argo must conclude
     * @param rollout whether the hook of Flagger must let the rollout go on
     * @param rollback whether Flagger must roll back
     * @param sentence a part of what Flagger is told if the rollout must not go on
     */
    private record Case(String name, String argo, boolean rollout, boolean rollback, String sentence) {}

    private static final List<Case> CASES = List.of(
            new Case("good", "Successful", true, false, ""),
            new Case("slow", "Inconclusive", true, false, ""),
            new Case("bad", "Failed", false, true, "errors"),
            new Case("unknown", "Error", false, false, "slo.yaml"),
            new Case("away", "Error", false, false, "Prometheus"));

    private final List<String> failures = new ArrayList<>();
    private final Table table =
            new Table("What the consumers conclude", "service", "consumer", "conclusion", "message");

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void consumers_conclude_what_the_gate_says() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            prometheus.answer(ConsumersProgram::answer);
            try (var gate = gate(prometheus)) {
                gate.awaitLog("gate:");
                String url = "http://127.0.0.1:" + gate.event("").build().uri().getPort();
                for (Case each : CASES) {
                    argo(url, each, TOKEN, each.argo());
                    flagger(url, each);
                }
                argo(url, CASES.getFirst(), "another", "Error");
            }
        }
        System.out.println(table.aligned());
        assertThat(failures).isEmpty();
    }

    private static Answer answer(Received request) {
        String query = request.parameter("query");
        if (query.contains("\"away\"")) {
            return Answer.page(503);
        }
        return Answer.value(query.contains("\"bad\"") ? 30 : query.contains("\"slow\"") ? 15 : 5);
    }

    private Service gate(GuardedPrometheus prometheus) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files/prometheus")).getParent();
        Files.writeString(files.resolve("prometheus/sli.yaml"), SLI);
        for (String name : List.of("good", "slow", "bad", "away")) {
            Files.writeString(
                    Files.createDirectories(files.resolve("prod").resolve(name)).resolve("slo.yaml"), SLO);
        }
        return new Service(
                folder,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        files.toString(),
                        "SLI_PROVIDER_HISTORY_DIRECTORY",
                        folder.resolve("history").toString(),
                        "SLI_PROVIDER_GATE_TOKEN",
                        TOKEN,
                        "SLI_PROVIDER_EVENTS_TRANSPORT",
                        "http"));
    }

    private void argo(String url, Case service, String token, String expected) throws Exception {
        JsonNode concluded = run(
                "argo",
                "-template=deploy/gate/argo-analysis-template.yaml",
                "-from=" + SHIPPED,
                "-to=" + url,
                "-arg=service=" + service.name(),
                "-arg=stable-hash=1",
                "-arg=latest-hash=2",
                "-arg=token=" + token);
        assertThat(concluded).hasSize(1);
        String phase = concluded.get(0).path("phase").asText();
        String message = concluded.get(0).path("message").asText();
        table.row(service.name(), "Argo Rollouts", phase, message);
        if (!phase.equals(expected)) {
            failures.add("Argo concludes " + phase + " of " + service.name() + ", not " + expected + ": " + message);
        }
    }

    private void flagger(String url, Case service) throws Exception {
        JsonNode concluded = run(
                "flagger",
                "-canary=deploy/gate/flagger-canary.yaml",
                "-from=" + SHIPPED,
                "-to=" + url,
                "-service=" + service.name(),
                "-token=" + TOKEN);
        assertThat(concluded).hasSize(2);
        hook(service, concluded.get(0), "rollout", service.rollout());
        hook(service, concluded.get(1), "rollback", service.rollback());
    }

    private void hook(Case service, JsonNode hook, String type, boolean isGood) {
        String message = hook.path("message").asText();
        table.row(
                service.name(),
                "Flagger, " + hook.path("type").asText(),
                hook.path("good").asBoolean() ? "good" : "not good",
                message.strip());
        if (!hook.path("type").asText().equals(type) || hook.path("good").asBoolean() != isGood) {
            failures.add("Flagger's " + type + " hook of " + service.name() + " is wrong: " + hook);
        }
        if (type.equals("rollout") && !message.contains(service.sentence())) {
            failures.add("Flagger is not told \"" + service.sentence() + "\": " + message);
        }
    }

    private static JsonNode run(String consumer, String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(PROGRAMS.resolve(consumer)
                                        .toAbsolutePath()
                                        .toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS))
                .as(consumer + " ends")
                .isTrue();
        assertThat(process.exitValue()).as(consumer).isZero();
        return JSON.readTree(output);
    }
}
