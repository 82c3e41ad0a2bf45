package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate over HTTP at the start and at the end of the process. */
class GateLifeIT {

    private static final String ONE = "tr0ub4dor-one-of-the-gate";
    private static final String TWO = "tr0ub4dor-two-of-the-gate";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private static HttpRequest.Builder request(Service service, String path, String token) {
        return HttpRequest.newBuilder(service.event("").build().uri().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private int status(Service service, String path, String token) throws Exception {
        return http.send(request(service, path, token).build(), ProgramOutput.answer())
                .statusCode();
    }

    @Test
    void without_a_token_there_is_no_gate() throws Exception {
        try (var service = new Service(
                folder,
                Map.of(
                        "SLI_PROVIDER_RESOURCE_DIRECTORY", folder.toString(),
                        "PROMETHEUS_ENDPOINT", "http://127.0.0.1:1",
                        "SLI_PROVIDER_EVENTS_TRANSPORT", "http"))) {
            service.awaitReady();
            for (String path : List.of("/evaluations", "/evaluations/x", "/evaluations/x/pin", "/gates/a/b/c")) {
                assertThat(status(service, path, ONE)).isEqualTo(404);
            }
            HttpRequest post = request(service, "/evaluations", ONE)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(http.send(post, ProgramOutput.answer()).statusCode()).isEqualTo(404);
            assertThat(service.log()).doesNotContain("gate:");
            assertThat(service.metrics()).doesNotContain("sli_evaluation");
        }
    }

    @Test
    void a_token_that_cannot_be_used_prevents_the_start() throws Exception {
        Program.Result result = Program.run(
                Map.of("SLI_PROVIDER_GATE_TOKEN", "tr0ub4dor", "SLI_PROVIDER_EVENTS_TRANSPORT", "http"),
                "",
                "serve",
                "--port=0",
                "--management-port=0");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err())
                .contains("sli-provider.gate.token has a token of 9 characters")
                .contains("openssl rand -hex 32")
                .doesNotContain("tr0ub4dor", "\tat ");
    }

    @Test
    void tokens_are_replaced_and_evaluations_end_before_the_process() throws Exception {
        Path slo = Files.createDirectories(folder.resolve("files"));
        Files.writeString(
                slo.resolve("slo.yaml"),
                "spec_version: '1.0'\nobjectives:\n  - {sli: e, pass: [{criteria: ['<=10']}]}\n"
                        + "total_score: {pass: '90%', warning: '50%'}\nindicators: {e: sum(e)}\n");
        Path tokens = Files.writeString(folder.resolve("tokens"), "one " + ONE + " */*/*\n");
        try (var prometheus = new GuardedPrometheus().start();
                var service = new Service(
                        folder,
                        Map.of(
                                "SLI_PROVIDER_RESOURCE_DIRECTORY", slo.toString(),
                                "SLI_PROVIDER_GATE_TOKENS_FILE", tokens.toString(),
                                "PROMETHEUS_ENDPOINT", prometheus.url(),
                                "SLI_PROVIDER_EVENTS_TRANSPORT", "http"))) {
            service.awaitReady();
            assertThat(status(service, "/evaluations", ONE)).isEqualTo(200);
            Files.writeString(tokens, "two " + TWO + " */*/*\n");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status(service, "/evaluations", TWO) == 200);
            assertThat(status(service, "/evaluations", ONE)).isEqualTo(401);

            prometheus.answer(Answer.value(5).after(Duration.ofSeconds(3)));
            CompletableFuture<HttpResponse<String>> last = http.sendAsync(
                    request(service, "/gates/a/b/c?waitForData=0s", TWO).build(), ProgramOutput.answer());
            Awaitility.await().until(() -> !prometheus.queries().isEmpty());
            assertThat(service.terminate(Duration.ofSeconds(30))).isTrue();
            assertThat(last.get().statusCode()).as(last.get().body()).isEqualTo(200);
            assertThat(last.get().body()).contains("\"outcome\":\"pass\"");
            assertThat(service.log()).doesNotContain("tr0ub4dor");
        }
    }
}
