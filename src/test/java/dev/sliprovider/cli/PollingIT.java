package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outside of Keptn's cluster: events are read from its datastore and answered through its API, each once. */
class PollingIT {

    private static final String FINISHED = "sh.keptn.event.get-sli.finished";
    private static final String STARTED = "sh.keptn.event.get-sli.started";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakePrometheus prometheus = new FakePrometheus();
    private final FakeKeptn keptn = new FakeKeptn();

    @TempDir
    Path directory;

    private Service service;

    @BeforeEach
    void prepare() {
        prometheus.answers(Map.of(
                "quick", Map.of("vector", List.of(41.5)),
                "slow", Map.of("vector", List.of(2.5), "delay", 1500)));
        keptn.sliYaml("bookshop", "indicators: {quick: quick, slow: slow}");
        keptn.sliYaml("library", "indicators: {quick: quick, slow: slow}");
        keptn.project("bookshop");
        keptn.requireApiToken("tr0ub4dor");
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        prometheus.stop();
        keptn.close();
    }

    @Test
    void an_event_of_any_project_is_answered_once() throws Exception {
        keptn.project("library");
        start(Map.of());
        String first = trigger("bookshop", "quick", Instant.now());
        String second = trigger("library", "quick", Instant.now());
        String foreign = trigger("library", "quick", Instant.now(), "dynatrace");
        awaitFinished(first);
        awaitFinished(second);
        aWhile();

        assertThat(keptn.answers(FINISHED, first)).singleElement().satisfies(event -> {
            assertThat(event.at("/data/get-sli/indicatorValues/0/value").asDouble())
                    .isEqualTo(41.5);
            assertThat(event.path("gitcommitid").asText()).hasSize(40);
        });
        assertThat(keptn.answers(STARTED, first)).hasSize(1);
        assertThat(keptn.answers(FINISHED, second)).hasSize(1);
        assertThat(keptn.answers(FINISHED, foreign)).isEmpty();
        assertThat(log()).doesNotContain("WARN", "ERROR", "tr0ub4dor");
    }

    @Test
    void a_project_that_is_not_named_is_left_alone() throws Exception {
        keptn.project("library");
        start(Map.of("SLI_PROVIDER_POLLING_PROJECTS", "library"));
        String unwanted = trigger("bookshop", "quick", Instant.now());
        String wanted = trigger("library", "quick", Instant.now());
        awaitFinished(wanted);
        aWhile();

        assertThat(keptn.answers(FINISHED, unwanted)).isEmpty();
    }

    @Test
    void what_came_while_the_program_was_away_is_answered_and_nothing_twice() throws Exception {
        String old = trigger("bookshop", "quick", Instant.now().minus(Duration.ofMinutes(30)));
        String before = trigger("bookshop", "quick", Instant.now().minus(Duration.ofMinutes(5)));
        start(Map.of());
        awaitFinished(before);
        String underWay = trigger("bookshop", "slow", Instant.now());
        Eventually.await().until(() -> !keptn.answers(STARTED, underWay).isEmpty());
        service.kill();
        String meanwhile = trigger("bookshop", "quick", Instant.now());
        start(Map.of());
        awaitFinished(underWay);
        awaitFinished(meanwhile);
        aWhile();

        assertThat(keptn.answers(FINISHED, before)).hasSize(1);
        assertThat(keptn.answers(FINISHED, underWay)).hasSize(1);
        assertThat(keptn.answers(FINISHED, meanwhile)).hasSize(1);
        assertThat(keptn.answers(FINISHED, old)).isEmpty();
        assertThat(log()).contains("are ignored");
    }

    @Test
    void many_events_on_several_pages_are_answered_once_each() throws Exception {
        Instant begin = Instant.now().minusSeconds(120);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 250; i++) {
            ids.add(trigger("bookshop", "quick", begin.plusMillis(i)));
        }
        start(Map.of());
        Eventually.await().until(() -> ids.stream()
                .noneMatch(id -> keptn.answers(FINISHED, id).isEmpty()));
        aWhile();

        assertThat(ids).allSatisfy(id -> assertThat(keptn.answers(FINISHED, id)).hasSize(1));
    }

    @Test
    void more_large_events_than_the_heap_holds_are_answered_once_each() throws Exception {
        Instant begin = Instant.now().minusSeconds(120);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            ids.add(trigger("bookshop", "quick", begin.plusMillis(i), "prometheus", "x".repeat(100_000)));
        }
        start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m -XX:+UseSerialGC"));
        Eventually.await().until(() -> ids.stream()
                .noneMatch(id -> keptn.answers(FINISHED, id).isEmpty()));
        aWhile();

        assertThat(ids).allSatisfy(id -> assertThat(keptn.answers(FINISHED, id)).hasSize(1));
        assertThat(log()).doesNotContain("OutOfMemoryError", "bug:", "larger than");
    }

    @Test
    void clocks_that_differ_by_minutes_hide_no_event() throws Exception {
        start(Map.of());
        String ahead = trigger("bookshop", "quick", Instant.now().plus(Duration.ofMinutes(5)));
        awaitFinished(ahead);
        String behind = trigger("bookshop", "quick", Instant.now().minusSeconds(30));
        String late = trigger("bookshop", "quick", Instant.now().minusSeconds(45));
        awaitFinished(behind);
        awaitFinished(late);

        assertThat(keptn.answers(FINISHED, ahead)).hasSize(1);
    }

    @Test
    void while_the_api_is_down_it_is_said_once_and_afterwards_all_is_answered() throws Exception {
        start(Map.of());
        keptn.fault(FakeKeptn.Fault.UNAVAILABLE);
        Eventually.await().until(() -> ready().statusCode() == 503);
        assertThat(ready().body()).contains("answers HTTP 503");
        String meanwhile = trigger("bookshop", "quick", Instant.now());
        keptn.fault(FakeKeptn.Fault.CUT);
        aWhile();
        keptn.fault(FakeKeptn.Fault.NONE);
        awaitFinished(meanwhile);
        Eventually.await().until(() -> ready().statusCode() == 200);

        assertThat(keptn.answers(FINISHED, meanwhile)).hasSize(1);
        assertThat(log()).containsOnlyOnce("polling: Keptn's API").containsOnlyOnce("works again after");
    }

    @Test
    void an_answer_whose_receipt_is_lost_is_not_posted_again() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_BACKOFF", "100ms"));
        String id = trigger("bookshop", "slow", Instant.now());
        Eventually.await().until(() -> !keptn.answers(STARTED, id).isEmpty());
        keptn.loseRepliesToEvents(1);
        awaitFinished(id);
        // The next attempt is made after a tenth of a second, and a later look would find the event once more.
        aWhile();
        aWhile();

        assertThat(keptn.answers(FINISHED, id)).hasSize(1);
        assertThat(log()).doesNotContain("cannot be sent");
    }

    @Test
    void an_event_whose_answer_was_not_taken_is_answered_with_a_later_look() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_RETRIES", "0"));
        keptn.refuseFinished(1);
        String id = trigger("bookshop", "quick", Instant.now());
        awaitFinished(id);
        aWhile();

        assertThat(keptn.answers(FINISHED, id)).hasSize(1);
        assertThat(log())
                .contains("/v1/event (HTTP 500); check KEPTN_API_ENDPOINT", "is not answered; retrying")
                .doesNotContain("\tat ");
    }

    @Test
    void an_event_whose_answer_keptn_will_never_take_is_given_up_after_some_attempts() throws Exception {
        start(Map.of());
        keptn.refuseFinished(Integer.MAX_VALUE, 400);
        trigger("bookshop", "quick", Instant.now());
        Eventually.await().until(() -> log().contains("this was the last attempt"));
        aWhile();

        assertThat(finishedPosted()).isEqualTo(3);
        assertThat(log()).containsOnlyOnce("ERROR").containsOnlyOnce("is not answered; retrying");
        assertThat(metrics()).contains("sli_answers_undelivered_total 1.0");
    }

    @Test
    void events_whose_answers_are_refused_for_another_reason_are_tried_until_that_is_gone() throws Exception {
        var statuses = new HashMap<String, Integer>();
        for (int status : new int[] {401, 302, 429, 500}) {
            statuses.put(trigger("bookshop", "quick", Instant.now()), status);
        }
        keptn.refuseFinished(statuses);
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_RETRIES", "0"));
        Eventually.await().until(() -> statuses.keySet().stream().allMatch(id -> finishedPosted(id) > 4));
        keptn.refuseFinished(Map.of());
        statuses.keySet().forEach(this::awaitFinished);

        for (var refused : statuses.entrySet()) {
            assertThat(keptn.answers(FINISHED, refused.getKey())).hasSize(1);
            assertThat(log())
                    .containsOnlyOnce("event " + refused.getKey() + " of project bookshop is not answered; retrying")
                    .contains("(HTTP " + refused.getValue() + ")");
        }
        assertThat(log().lines().filter(line -> line.contains("ERROR"))).hasSize(4);
        assertThat(log()).doesNotContain("last attempt");
        assertThat(metrics()).contains("sli_answers_undelivered_total 4.0");
    }

    @Test
    void an_event_whose_answer_is_never_taken_is_given_up_when_the_look_back_has_passed() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_RETRIES", "0", "SLI_PROVIDER_POLLING_LOOK_BACK", "2s"));
        keptn.refuseFinished(Integer.MAX_VALUE, 403);
        trigger("bookshop", "quick", Instant.now());
        Eventually.await().until(() -> log().contains("this was the last attempt"));

        assertThat(finishedPosted()).isGreaterThan(3);
    }

    @Test
    void a_page_for_people_is_no_receipt() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_SINK_RETRIES", "1"));
        keptn.refuseFinished(3, 200);
        String id = trigger("bookshop", "quick", Instant.now());
        awaitFinished(id);
        aWhile();

        assertThat(keptn.answers(FINISHED, id)).hasSize(1);
        assertThat(finishedPosted()).isEqualTo(4);
        assertThat(log()).containsOnlyOnce("(HTTP 200 with something other than Keptn's response to an event)");
    }

    @Test
    void a_project_that_is_created_later_is_found() throws Exception {
        start(Map.of("SLI_PROVIDER_POLLING_PROJECTS_FOR", "300ms"));
        String id = trigger("library", "quick", Instant.now());
        keptn.project("library");
        awaitFinished(id);

        assertThat(keptn.answers(FINISHED, id)).hasSize(1);
    }

    @Test
    void a_token_that_is_refused_is_a_sentence() throws Exception {
        launch(Map.of("KEPTN_API_TOKEN", "other-tr0ub4dor"));
        Eventually.await().ignoreExceptions().until(() -> ready().body()
                .contains("HTTP 401: the token is refused; check KEPTN_API_TOKEN"));

        assertThat(ready().statusCode()).isEqualTo(503);
        assertThat(log()).contains("KEPTN_API_TOKEN").doesNotContain("\tat ", "other-tr0ub4dor");
    }

    @Test
    void json_that_is_no_list_is_told() throws Exception {
        start(Map.of());
        for (String odd : List.of("null", "{}", "[]", "{\"events\": \"none\"}")) {
            keptn.oddEvents(odd);
            Eventually.await().until(() -> ready().body()
                    .contains("answers with JSON that has no list of events; check KEPTN_API_ENDPOINT"));
            keptn.oddEvents(null);
            Eventually.await().until(() -> ready().statusCode() == 200);
        }
    }

    @Test
    void the_first_look_asks_for_several_events_at_once_and_is_ready_meanwhile() throws Exception {
        Instant begin = Instant.now().minusSeconds(120);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 64; i++) {
            ids.add(trigger("bookshop", "quick", begin.plusMillis(i)));
        }
        keptn.slow(Duration.ofMillis(200));
        start(Map.of());
        assertThat(keptn.answers(FINISHED, ids.getLast())).isEmpty();
        long ready = System.nanoTime();
        ids.forEach(this::awaitFinished);

        // One after the other it would take 13 s.
        assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(Duration.ofSeconds(9));
        assertThat(ids).allSatisfy(id -> assertThat(keptn.answers(FINISHED, id)).hasSize(1));
    }

    @Test
    void an_access_token_that_is_revoked_is_replaced() throws Exception {
        keptn.requireOauth("provider", "s3cret-tr0ub4dor", Duration.ofMinutes(5));
        start(Map.of(
                "OAUTH_CLIENT_ID", "provider",
                "OAUTH_CLIENT_SECRET", "s3cret-tr0ub4dor",
                "OAUTH_SCOPES", "openid",
                "OAUTH_TOKEN_URL", keptn.url() + "/oauth/token"));
        assertThat(keptn.accessTokensIssued()).isEqualTo(1);
        keptn.revokeAccessTokens();
        String id = trigger("bookshop", "quick", Instant.now());
        awaitFinished(id);

        assertThat(keptn.accessTokensIssued()).isEqualTo(2);
        assertThat(log()).doesNotContain("WARN", "s3cret-tr0ub4dor");
    }

    @Test
    void without_an_api_endpoint_the_start_ends_with_a_sentence() throws Exception {
        Program.Result result = Program.run(
                Map.of("SLI_PROVIDER_EVENTS_TRANSPORT", "polling"), "", "serve", "--port=0", "--management-port=0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err())
                .contains("set KEPTN_API_ENDPOINT")
                .doesNotContain("\tat ");
    }

    private void start(Map<String, String> more) throws Exception {
        launch(more);
        service.awaitReady();
    }

    private void launch(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT", prometheus.url(),
                "KEPTN_API_ENDPOINT", keptn.api(),
                "KEPTN_API_TOKEN", "tr0ub4dor",
                "SLI_PROVIDER_POLLING_INTERVAL", "100ms",
                "SLI_PROVIDER_RESOURCE_CACHE_FOR", "1m"));
        settings.putAll(more);
        service = new Service(directory, settings);
    }

    /** @return the id of an event that lighthouse-service would have sent at this time */
    private String trigger(String project, String indicator, Instant time) throws IOException {
        return trigger(project, indicator, time, "prometheus");
    }

    private String trigger(String project, String indicator, Instant time, String provider) throws IOException {
        return trigger(project, indicator, time, provider, "");
    }

    private String trigger(String project, String indicator, Instant time, String provider, String more)
            throws IOException {
        String id = UUID.randomUUID().toString();
        ObjectNode event = (ObjectNode)
                JSON.readTree(Path.of("src/test/events/get-sli.triggered.json").toFile());
        event.put("id", id)
                .put("time", time.toString())
                .put("shkeptncontext", UUID.randomUUID().toString());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("project", project).put("somethingElse", more);
        ObjectNode getSli = (ObjectNode) data.path("get-sli");
        getSli.put("sliProvider", provider).putArray("indicators").add(indicator);
        keptn.publish(event);
        return id;
    }

    private void awaitFinished(String id) {
        Eventually.await().until(() -> !keptn.answers(FINISHED, id).isEmpty());
    }

    /** Until events were looked for some more times. */
    private void aWhile() {
        long looks = looks();
        Eventually.await().until(() -> looks() > looks + 4);
    }

    private long looks() {
        return keptn.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.target().contains("get-sli.triggered"))
                .count();
    }

    private long finishedPosted() {
        return finishedPosted("");
    }

    private long finishedPosted(String id) {
        return keptn.requests().stream()
                .filter(request -> request.method().equals("POST")
                        && request.body().contains(FINISHED)
                        && request.body().contains(id))
                .count();
    }

    private String log() throws IOException {
        return service.log();
    }

    private HttpResponse<String> ready() throws Exception {
        return service.get("/q/health/ready");
    }

    private String metrics() throws Exception {
        return service.metrics();
    }
}
