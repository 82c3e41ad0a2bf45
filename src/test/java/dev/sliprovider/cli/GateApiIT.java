package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate over HTTP, as tools drive it: one program and one stand-in for Prometheus for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "tr0ub4dor-all-of-the-gate";
    private static final String ARGO = "tr0ub4dor-argo-of-the-gate";
    private static final String WINDOW = "\"start\": \"2026-01-15T09:00:00Z\", \"end\": \"2026-01-15T09:10:00Z\"";
    private static final String SLO = """
            spec_version: "1.0"
            comparison: {compare_with: single_result, aggregate_function: avg}
            objectives:
              - sli: errors
                pass: [{criteria: ["<=10"]}]
                warning: [{criteria: ["<=20"]}]
            total_score: {pass: "90%", warning: "40%"}
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final GuardedPrometheus prometheus = new GuardedPrometheus();

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        prometheus.start();
        Path files = Files.createDirectories(folder.resolve("files/prod/cart/prometheus"));
        Files.writeString(files.getParent().resolve("slo.yaml"), SLO);
        Files.createDirectories(folder.resolve("files/prometheus"));
        Files.writeString(
                folder.resolve("files/prometheus/sli.yaml"),
                "spec_version: '1.0'\nindicators:\n  errors: sum(errors{service=\"$SERVICE\"})\n  b: b\n  c: c\n  d: d\n"
                        + "  e: e\n");
        Path broken = Files.createDirectories(folder.resolve("files/prod/broken"));
        Files.writeString(
                broken.resolve("slo.yaml"), "spec_version: '1.0'\nobjectives:\n  - sli: errors\n   pass: []\n");
        Path five = Files.createDirectories(folder.resolve("files/prod/five"));
        Files.writeString(
                five.resolve("slo.yaml"),
                "spec_version: '1.0'\ntotal_score: {pass: '90%', warning: '50%'}\nobjectives:\n"
                        + "errors b c d e".replaceAll("(\\w+) ?", "  - {sli: $1, pass: [{criteria: ['<=10']}]}\n"));
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "all " + ALL + " */*/*\nargo " + ARGO + " */prod/cart read-only\n");
        service = new Service(
                folder,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        folder.resolve("files").toString(),
                        "SLI_PROVIDER_HISTORY_DIRECTORY",
                        folder.resolve("history").toString(),
                        "SLI_PROVIDER_GATE_TOKENS_FILE",
                        tokens.toString(),
                        "SLI_PROVIDER_GATE_MAX_WAITING",
                        "300",
                        "SLI_PROVIDER_EVENTS_TRANSPORT",
                        "nats",
                        "NATS_URL",
                        "nats://127.0.0.1:1",
                        "DISABLE_REGISTRATION",
                        "true"));
        service.awaitLog("gate:");
    }

    @AfterAll
    void stop() {
        service.close();
        prometheus.close();
    }

    @BeforeEach
    void usual() {
        value(5);
    }

    private void value(double value) {
        prometheus.answer(Answer.value(value));
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(service.event("").build().uri().resolve(path))
                .header("Authorization", "Bearer " + ALL);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), ProgramOutput.answer());
    }

    private HttpRequest.Builder posting(String path, String body) throws Exception {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder request = posting("/evaluations", body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static String wanting(String id, String more) {
        return "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"id\": \"" + id + "\", " + WINDOW
                + more + "}";
    }

    @Test
    void an_evaluation_is_made_kept_and_read() throws Exception {
        HttpResponse<String> made = post(wanting("build-1", ", \"labels\": {\"branch\": \"main\"}"));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(json(made).path("outcome").asText()).isEqualTo("pass");
        assertThat(json(made).path("pass").asBoolean()).isTrue();
        assertThat(json(made).at("/objectives/0/value").asDouble()).isEqualTo(5);
        assertThat(json(made).at("/links/self").asText()).isEqualTo("/evaluations/build-1");
        assertThat(json(send(request("/evaluations/build-1")))).isEqualTo(json(made));
        JsonNode list = json(send(request("/evaluations?project=shop&service=cart&label=branch=main&result=pass")));
        assertThat(list.get(0).path("id").asText()).isEqualTo("build-1");
        assertThat(list.get(0).path("type").asText()).isEqualTo("sh.keptn.event.evaluation.finished");
        assertThat(json(send(request("/evaluations?result=fail&label=branch=main"))))
                .isEmpty();
        for (String form : List.of("html", "md", "xml", "json", "event", "prom")) {
            HttpResponse<String> report = send(request("/evaluations/build-1/report." + form));
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(report.body()).contains("errors");
        }
        assertThat(send(request("/evaluations/build-1/report.pdf")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void fifty_equal_requests_with_one_id_are_one_evaluation() throws Exception {
        prometheus.answer(Answer.value(7).after(Duration.ofMillis(300)));
        prometheus.reset();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 50; i++) {
            answers.add(
                    http.sendAsync(posting("/evaluations", wanting("fifty", "")).build(), ProgramOutput.answer()));
        }
        var bodies = new HashSet<String>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            bodies.add(answer.get().body());
        }
        assertThat(bodies).hasSize(1);
        assertThat(prometheus.queries().stream()
                        .filter(query -> query.parameter("query").startsWith("sum(errors")))
                .hasSize(1);
        HttpResponse<String> other = post(wanting("fifty", ", \"commit\": \"abc\""));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other).path("field").asText()).isEqualTo("id");
    }

    @Test
    void a_client_that_does_not_wait_polls() throws Exception {
        prometheus.answer(Answer.value(30).after(Duration.ofSeconds(1)));
        HttpResponse<String> accepted = post(wanting("later", ""), "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(json(accepted).path("outcome").asText()).isEqualTo("running");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("http://127.0.0.1:").contains("/evaluations/later?until=");

        assertThat(json(send(request(location))).path("outcome").asText()).isEqualTo("running");
        JsonNode done = json(send(request(location + "&wait=30s")));
        assertThat(done.path("outcome").asText())
                .as(() -> prometheus.requests() + service.toString())
                .isEqualTo("fail");
        HttpResponse<String> slow = post(wanting("later-2", ""), "Prefer", "wait=1");
        assertThat(slow.statusCode()).isIn(200, 202);
    }

    @Test
    void any_replica_answers_for_an_evaluation_that_another_one_works_on() throws Exception {
        assertThat(send(request("/evaluations/elsewhere")).statusCode()).isEqualTo(404);
        assertThat(json(send(request("/evaluations/elsewhere?until=2999-01-01T00:00:00Z")))
                        .path("outcome")
                        .asText())
                .isEqualTo("running");
        assertThat(json(send(request("/evaluations/elsewhere?until=2020-01-01T00:00:00Z")))
                        .path("outcome")
                        .asText())
                .isEqualTo("errored");
    }

    @Test
    void keptn_s_event_is_a_request_too() throws Exception {
        String event = "{\"specversion\": \"1.0\", \"id\": \"ev-1\", \"source\": \"ci\","
                + " \"type\": \"sh.keptn.event.evaluation.triggered\", \"data\": {\"project\": \"shop\", \"stage\": \"prod\","
                + " \"service\": \"cart\", \"evaluation\": {" + WINDOW + "}}}";
        HttpResponse<String> made = send(request("/evaluations")
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(json(made).path("id").asText()).isEqualTo("ev-1");
        assertThat(json(send(request("/evaluations/ev-1/report.event")))
                        .path("triggeredid")
                        .asText())
                .isEqualTo("ev-1");
    }

    @Test
    void values_of_the_request_are_judged_without_prometheus() throws Exception {
        prometheus.reset();
        String body = "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"record\": \"never\","
                + " \"values\": {\"errors\": 15}}";
        assertThat(json(post(body)).path("outcome").asText()).isEqualTo("warning");
        assertThat(prometheus.queries()).isEmpty();
    }

    @Test
    void an_evaluation_is_pinned_and_invalidated() throws Exception {
        post(wanting("pin-me", ""));
        assertThat(send(request("/evaluations/pin-me/pin").PUT(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(post(wanting("compared", ", \"compareWith\": \"pinned\"")))
                        .at("/comparedWith/0")
                        .asText())
                .isEqualTo("pin-me");
        assertThat(send(request("/evaluations/pin-me/pin").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(send(posting("/evaluations/pin-me/invalidation", "{}")).statusCode())
                .isEqualTo(400);
        assertThat(send(posting("/evaluations/pin-me/invalidation", "{\"reason\": \"a test\"}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("/evaluations/pin-me")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"project\": \"shop\"}                                                     | 400 | stage",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"stat\": 1} | 400 | stat",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"timeframe\": \"10s\"} | 400 | timeframe",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"compareWith\": \"x\"} | 400 | compareWith",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"id\": \"a/b\"} | 400 | id",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"cart\", \"slo\": \"x\"} | 400 | slo",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"none\"}            | 404 | slo.yaml",
                "{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"broken\"}          | 422 |",
                "[]                                                                          | 400 | body",
                "{                                                                           | 400 | body",
            })
    void a_request_that_cannot_be_used_is_explained(String body, int status, String field) throws Exception {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("field").asText(null)).isEqualTo(field);
        assertThat(json(answer).has("line")).isEqualTo(status == 422);
    }

    @Test
    void other_media_types_and_large_bodies_are_refused() throws Exception {
        assertThat(send(request("/evaluations")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(posting("/evaluations", "x".repeat(2_000_000))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_client_without_a_token_learns_nothing() throws Exception {
        for (String path : List.of("/evaluations/build-1", "/evaluations", "/gates/shop/prod/cart")) {
            HttpResponse<String> answer = send(request(path).setHeader("Authorization", "Bearer wrong"));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
        assertThat(send(posting("/evaluations", wanting("x", "")).setHeader("Authorization", "Basic x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_is_for_its_services_only() throws Exception {
        post("{\"project\": \"shop\", \"stage\": \"prod\", \"service\": \"five\", \"id\": \"secret-one\", " + WINDOW
                + "}");
        assertThat(send(request("/evaluations/secret-one")).statusCode()).isEqualTo(200);
        String argo = "Bearer " + ARGO;
        HttpResponse<String> hidden = send(request("/evaluations/secret-one").setHeader("Authorization", argo));
        HttpResponse<String> absent = send(request("/evaluations/secret-two").setHeader("Authorization", argo));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body().replace("secret-one", "secret-two")).isEqualTo(absent.body());
        assertThat(send(request("/gates/shop/prod/five").setHeader("Authorization", argo))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(posting("/evaluations", wanting("no", "")).setHeader("Authorization", argo))
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(send(request("/evaluations").setHeader("Authorization", argo))))
                .allSatisfy(
                        event -> assertThat(event.at("/data/service").asText()).isEqualTo("cart"));
    }

    /** As Argo Rollouts' web metric provider asks: GET, a header from a secret, Go's user agent. */
    @ParameterizedTest
    @CsvSource({"5, pass", "15, warning", "25, fail"})
    void argo_gets_http_200_for_each_verdict(double value, String result) throws Exception {
        value(value);
        HttpResponse<String> answer = send(request("/gates/shop/prod/cart?timeframe=5m&deployment=abc&waitForData=0s")
                .setHeader("Authorization", "Bearer " + ARGO)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Go-http-client/1.1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("result").asText()).isEqualTo(result);
        assertThat(json(send(request("/evaluations?limit=100")))).noneSatisfy(event -> assertThat(event.path("id"))
                .isEqualTo(json(answer).path("id")));
    }

    @Test
    void a_misspelt_parameter_of_a_gate_is_named() throws Exception {
        HttpResponse<String> answer = send(request("/gates/shop/prod/cart?timefrane=5m"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains("did you mean timeframe?");
        assertThat(send(request("/gates/shop/prod/cart?deadline=0s")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_gate_that_could_not_be_evaluated_is_no_verdict() throws Exception {
        prometheus.answer(Answer.page(503));
        HttpResponse<String> argo = send(request("/gates/shop/prod/cart?waitForData=0s&deadline=5s"));
        assertThat(argo.statusCode()).isEqualTo(503);
        assertThat(argo.headers().firstValue("Retry-After")).isPresent();
        assertThat(flagger("", ALL, "").statusCode()).isEqualTo(424);
        assertThat(flagger("&hook=rollback", ALL, "").statusCode()).isEqualTo(424);
        assertThat(json(send(posting("/evaluations", wanting("errored-1", ""))))
                        .path("outcome")
                        .asText())
                .isEqualTo("errored");
    }

    /** As Flagger's client posts: no header of its own, its token in the metadata. */
    private HttpResponse<String> flagger(String more, String token, String metadata) throws Exception {
        String body = "{\"name\":\"cart\",\"namespace\":\"prod\",\"phase\":\"Progressing\",\"checksum\":\"5f7c\","
                + "\"metadata\":{\"token\":\"" + token + "\"" + metadata + "}}";
        return send(HttpRequest.newBuilder(service.event("")
                        .build()
                        .uri()
                        .resolve("/gates/shop/prod/cart/flagger?timeframe=1m&waitForData=0s&deadline=5s" + more))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void flagger_gets_a_status_and_a_sentence() throws Exception {
        assertThat(flagger("", ALL, "").statusCode()).isEqualTo(200);
        assertThat(flagger("&hook=rollback", ALL, "").statusCode()).isEqualTo(409);
        value(15);
        assertThat(flagger("", ALL, "").statusCode()).isEqualTo(200);
        assertThat(flagger("", ALL, ",\"warning\":\"fail\"").statusCode()).isEqualTo(409);
        value(25);
        HttpResponse<String> failed = flagger("", ARGO, "");
        assertThat(failed.statusCode()).isEqualTo(409);
        assertThat(failed.body())
                .startsWith("fail: shop/prod/cart")
                .contains("errors is 25")
                .hasLineCount(1);
        assertThat(flagger("&hook=rollback", ALL, "").statusCode()).isEqualTo(200);
        assertThat(flagger("&hook=rollbak", ALL, "").statusCode()).isEqualTo(400);
        assertThat(flagger("", "wrong", "").statusCode()).isEqualTo(401);
    }

    /** As Azure's task InvokeRESTAPI posts. */
    @Test
    void azure_waits_for_the_response_or_for_an_event() throws Exception {
        HttpResponse<String> answer = send(posting("/gates/shop/prod/cart/azure?timeframe=10m&waitForData=0s", "{}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("pass").asBoolean()).isTrue();

        HttpRequest.Builder callback =
                posting("/gates/shop/prod/cart/azure?mode=callback&timeframe=10m&waitForData=0s", "{}");
        List.of("ProjectId", "HubName", "PlanId", "JobId", "TimelineId", "TaskInstanceId")
                .forEach(name -> callback.header(name, "a-" + name));
        callback.header("AuthToken", "tr0ub4dor-of-the-job");
        HttpResponse<String> refused = send(callback.copy().header("PlanUrl", "https://localhost/x"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("field").asText()).isEqualTo("PlanUrl");
        // A name that DNS does not know: the outcome is not delivered, and the log says so without the token.
        HttpResponse<String> accepted = send(callback.header("PlanUrl", "https://name.invalid.visualstudio.com/x"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
        service.awaitLog("the outcome of a check could not be sent to https://name.invalid.visualstudio.com");
    }

    @Test
    void two_hundred_requests_of_five_indicators_are_all_answered() throws Exception {
        var slots = new Semaphore(100);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i : IntStream.range(0, 200).toArray()) {
            slots.acquire();
            answers.add(http.sendAsync(
                            request("/gates/shop/prod/five?waitForData=0s&deadline=30s&label.n=" + i)
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            ProgramOutput.answer())
                    .whenComplete((done, failure) -> slots.release()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            assertThat(json(answer.get()).path("objectives")).hasSize(5);
        }
    }

    @Test
    void the_metrics_show_the_last_evaluation() throws Exception {
        post(wanting("metrics-1", ""));
        String metrics = service.metrics();
        assertThat(metrics)
                .contains("sli_evaluations_total{result=\"pass\"}", "sli_evaluation_seconds_bucket{")
                .contains("sli_evaluation_score_ratio{project=\"shop\",service=\"cart\",stage=\"prod\"}")
                .contains("sli_objective_value{project=\"shop\",service=\"cart\",sli=\"errors\",stage=\"prod\"}")
                .contains("sli_evaluation_series_dropped_total 0.0")
                .doesNotContain("tr0ub4dor");
    }
}
