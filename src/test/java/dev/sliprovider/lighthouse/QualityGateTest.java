package dev.sliprovider.lighthouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.controlplane.Registration;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.Transports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Keptn's own test of quality gates (test/go-tests/test_qualitygate.go) expects of the evaluator, over real NATS. */
@QuarkusTest
@WithTestResource(KeptnPeers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityGateTest {

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "lighthouse-config-";

    private static final String SLI = """
            indicators:
              response_time_p95: p95
              throughput: rate
              error_rate: errors
            """;
    private static final String SLO = """
            spec_version: "0.1.1"
            comparison:
              aggregate_function: "avg"
              compare_with: "single_result"
              include_result_with_score: "pass"
              number_of_comparison_results: 1
            filter:
            objectives:
              - sli: "response_time_p95"
                key_sli: false
                pass: [{criteria: ["<=+75%", "<800"]}]
                warning: [{criteria: ["<=1000", "<=+100%"]}]
                weight: 1
              - sli: "throughput"
                pass: [{criteria: ["<=+100%", ">=-80%"]}]
              - sli: "error_rate"
            total_score: {pass: "90%", warning: "75%"}
            """;

    @Inject
    TaskRunner runner;

    @Inject
    Transports transports;

    @Inject
    Registration registration;

    @Inject
    EventGate gate;

    @Inject
    @Readiness
    Instance<HealthCheck> checks;

    @BeforeAll
    void serve() {
        runner.start();
        transports.start();
        registration.start();
        Awaitility.await().atMost(TIME).until(() -> isUp("receives events") && isUp("registered"));
    }

    @AfterAll
    void end() {
        registration.stop();
        transports.stopIntake();
        gate.drain();
        transports.close();
    }

    @Test
    void a_project_is_evaluated_from_its_first_day_on() throws Exception {
        String project = "quality-gates";
        KeptnPeers.RESOURCES.levels(Map.of());
        JsonNode first = evaluated(project);
        assertThat(first.path("source").asText()).isEqualTo("lighthouse-service");
        assertThat(first.path("data")).isEqualTo(ExampleEvent.json("""
                {'project':'quality-gates','stage':'hardening','service':'my-service',
                 'status':'succeeded','result':'pass',
                 'message':'no evaluation performed by lighthouse because no SLI-provider configured for project quality-gates',
                 'evaluation':{'timeStart':'2022-01-26T10:05:53.931Z','timeEnd':'2022-01-26T10:10:53.931Z',
                  'result':'pass','score':0,'sloFileContent':'','indicatorResults':null}}"""));

        KeptnPeers.kubernetes.putConfigMap(CONFIG + project, Map.of("sli-provider", "prometheus"));
        KeptnPeers.RESOURCES.levels(Map.of("service", SLI, "slo", "invalid"));
        JsonNode invalid = evaluated(project).path("data");
        assertThat(invalid.path("status").asText()).isEqualTo("errored");
        assertThat(invalid.path("result").asText()).isEqualTo("fail");
        assertThat(invalid.path("message").asText()).isNotEmpty();
        assertThat(invalid.at("/evaluation/result").asText()).isEqualTo("fail");
        assertThat(invalid.at("/evaluation/sloFileContent").asText()).isEmpty();
        assertThat(invalid.at("/evaluation/indicatorResults").isNull()).isTrue();

        KeptnPeers.RESOURCES.levels(Map.of("service", SLI, "slo", SLO));
        JsonNode good = evaluated(project);
        assertPassed(good, 0, 0, 0);
        assertThat(compared(good)).containsExactly(first.path("id").asText());

        invalidate(good);
        JsonNode second = evaluated(project);
        assertPassed(second, 0, 0, 0);
        assertThat(compared(second)).containsExactly(first.path("id").asText());

        JsonNode third = evaluated(project);
        assertPassed(third, 350, 400, 40);
        assertThat(compared(third)).containsExactly(second.path("id").asText());
    }

    private static void assertPassed(JsonNode finished, int p95, int throughput, int least) {
        JsonNode data = finished.path("data");
        assertThat(data.path("status").asText()).isEqualTo("succeeded");
        assertThat(data.path("result").asText()).as("%s", data).isEqualTo("pass");
        assertThat(data.at("/evaluation/score").asDouble()).isEqualTo(100);
        int compared = p95 == 0 ? 0 : 200;
        assertThat(data.at("/evaluation/indicatorResults"))
                .isEqualTo(ExampleEvent.json("""
                {'r':[
                 {'score':1,'value':{'metric':'response_time_p95','value':200,'comparedValue':%d,'success':true},
                  'displayName':'',
                  'passTargets':[{'criteria':'<=+75%%','targetValue':%d,'violated':false},
                                 {'criteria':'<800','targetValue':800,'violated':false}],
                  'warningTargets':[{'criteria':'<=1000','targetValue':1000,'violated':false},
                                    {'criteria':'<=+100%%','targetValue':%d,'violated':false}],
                  'keySli':false,'status':'pass'},
                 {'score':1,'value':{'metric':'throughput','value':200,'comparedValue':%d,'success':true},
                  'displayName':'',
                  'passTargets':[{'criteria':'<=+100%%','targetValue':%d,'violated':false},
                                 {'criteria':'>=-80%%','targetValue':%d,'violated':false}],
                  'warningTargets':null,'keySli':false,'status':'pass'},
                 {'score':0,'value':{'metric':'error_rate','value':0,'comparedValue':0,'success':true},
                  'displayName':'','passTargets':[],'warningTargets':[],'keySli':false,'status':'info'}]}""".formatted(compared, p95, throughput, compared, throughput, least))
                        .path("r"));
    }

    @Test
    void an_event_that_comes_twice_is_answered_once() throws Exception {
        KeptnPeers.kubernetes.putConfigMap(CONFIG + "twice", Map.of("sli-provider", "prometheus"));
        KeptnPeers.RESOURCES.levels(Map.of("service", SLI, "slo", SLO));
        ObjectNode event = event("twice");
        KeptnPeers.bus.publish(event);
        KeptnPeers.bus.publish(event);
        awaitFinished(event);
        KeptnPeers.bus.publish(event);
        quiet();

        assertThat(answers(event)).hasSize(2);
    }

    @Test
    void projects_of_other_providers_are_left_to_them() throws Exception {
        KeptnPeers.kubernetes.putConfigMap(CONFIG + "others", Map.of("sli-provider", "dynatrace"));
        ObjectNode event = event("others");
        ObjectNode again = event("others");
        KeptnPeers.bus.publish(event);
        KeptnPeers.bus.publish(again);
        quiet();

        assertThat(answers(event)).isEmpty();
        assertThat(answers(again)).isEmpty();
    }

    @Test
    void the_default_provider_counts_for_a_project_without_one() throws Exception {
        KeptnPeers.kubernetes.putConfigMap("lighthouse-config", Map.of("sli-provider", "prometheus"));
        KeptnPeers.RESOURCES.levels(Map.of());
        try {
            assertThat(evaluated("by-default").at("/data/message").asText()).contains("no SLO file configured");
        } finally {
            KeptnPeers.kubernetes.removeConfigMap("lighthouse-config");
        }
    }

    @Test
    void a_provider_that_cannot_be_determined_is_answered_as_errored() throws Exception {
        KeptnPeers.RESOURCES.levels(Map.of("service", SLI, "slo", SLO));
        KeptnPeers.kubernetes.forbid(CONFIG + "forbidden");
        JsonNode forbidden = evaluated("forbidden").path("data");
        assertThat(forbidden.path("status").asText()).isEqualTo("errored");
        assertThat(forbidden.path("message").asText())
                .contains("the Kubernetes ConfigMap keptn/lighthouse-config-forbidden cannot be read: ")
                .contains("rbac.projects of the chart", "sli-provider.lighthouse.projects");

        KeptnPeers.kubernetes.putConfigMap(CONFIG + "nameless", Map.of("provider", "prometheus"));
        assertThat(evaluated("nameless").at("/data/message").asText())
                .contains("ConfigMap keptn/lighthouse-config-nameless has no key sli-provider");
        assertThat(KeptnPeers.kubernetes.violations()).isEmpty();
    }

    @Test
    void beside_a_lighthouse_service_nothing_is_answered() throws Exception {
        KeptnPeers.kubernetes.putConfigMap(CONFIG + "beside", Map.of("sli-provider", "prometheus"));
        KeptnPeers.RESOURCES.levels(Map.of("service", SLI, "slo", SLO));
        var lighthouse = (ObjectNode) JSON.readTree("""
                {"name":"lighthouse-service","metadata":{"hostname":"node","kubernetesmetadata":{"namespace":"keptn"}},
                 "subscriptions":[{"event":"sh.keptn.event.evaluation.triggered"}]}""");
        KeptnPeers.keptn.seen(lighthouse);
        Awaitility.await().atMost(TIME).pollInterval(Duration.ofMillis(20)).until(() -> {
            KeptnPeers.keptn.seen(lighthouse);
            return !isUp("answers evaluations");
        });
        KeptnPeers.keptn.seen(lighthouse);
        ObjectNode event = event("beside");
        KeptnPeers.bus.publish(event);
        for (int i = 0; i < 20; i++) {
            KeptnPeers.keptn.seen(lighthouse);
            Thread.sleep(20);
        }
        assertThat(answers(event)).isEmpty();
        assertThat(why("answers evaluations"))
                .contains("lighthouse-service (namespace keptn, id ", "kubectl scale deployment lighthouse-service");

        // It does not ping any more.
        Awaitility.await().atMost(TIME).until(() -> isUp("answers evaluations"));
        assertThat(evaluated("beside").at("/data/result").asText()).isEqualTo("pass");
    }

    @Test
    void what_keptn_knows_of_this_program_has_both_types_of_events() {
        assertThat(KeptnPeers.keptn.registrations())
                .filteredOn(each -> each.path("name").asText().equals("prometheus-sli-provider"))
                .singleElement()
                .satisfies(own -> assertThat(own.path("subscriptions"))
                        .extracting(subscription -> subscription.path("event").asText())
                        .contains("sh.keptn.event.evaluation.triggered", "sh.keptn.event.get-sli.triggered"));
    }

    @Test
    void a_fail_is_no_failure_of_the_integration() throws Exception {
        KeptnPeers.kubernetes.putConfigMap(CONFIG + "failing", Map.of("sli-provider", "prometheus"));
        KeptnPeers.RESOURCES.levels(
                Map.of("service", SLI, "slo", SLO.replace("<800", "<8").replace("<=1000", "<=10")));
        assertThat(evaluated("failing").at("/data/result").asText()).isEqualTo("fail");
        quiet();

        assertThat(KeptnPeers.keptn.logs()).noneMatch(entry -> entry.toString().contains("calculated score"));
    }

    private JsonNode evaluated(String project) throws Exception {
        ObjectNode event = event(project);
        KeptnPeers.bus.publish(event);
        awaitFinished(event);
        JsonNode finished = answers(event).getLast();
        FakeKeptn keptn = KeptnPeers.keptn;
        Awaitility.await().atMost(TIME).until(() -> keptn.events().stream()
                .anyMatch(stored -> stored.path("id").equals(finished.path("id"))));
        assertThat(answers(event))
                .extracting(answer -> answer.path("type").asText())
                .containsExactly("sh.keptn.event.evaluation.started", "sh.keptn.event.evaluation.finished");
        assertThat(finished.path("triggeredid")).isEqualTo(event.path("id"));
        assertThat(finished.path("gitcommitid")).isEqualTo(event.path("gitcommitid"));
        return finished;
    }

    private static void awaitFinished(JsonNode event) {
        Awaitility.await().atMost(TIME).until(() -> answers(event).stream()
                .anyMatch(answer -> answer.path("type").asText().endsWith(".finished")));
    }

    private static List<JsonNode> answers(JsonNode event) {
        return KeptnPeers.bus.answers(event.path("id").asText());
    }

    private static void invalidate(JsonNode finished) throws Exception {
        KeptnPeers.bus.publish(((ObjectNode) finished.deepCopy())
                .put("id", UUID.randomUUID().toString())
                .put("source", "golang-test")
                .put("type", "sh.keptn.event.evaluation.invalidated"));
        Awaitility.await().atMost(TIME).until(() -> KeptnPeers.keptn.events().stream()
                .anyMatch(event -> event.path("type").asText().endsWith(".invalidated")));
    }

    private static List<String> compared(JsonNode finished) {
        return finished.at("/data/evaluation/comparedEvents")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static ObjectNode event(String project) throws Exception {
        var event = (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/events/evaluation.triggered.json")));
        event.put("id", UUID.randomUUID().toString())
                .put("shkeptncontext", UUID.randomUUID().toString())
                .put("time", Instant.now().toString());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("project", project).put("stage", "hardening").put("service", "my-service");
        data.remove(List.of("labels", "deployment"));
        data.putObject("evaluation").put("start", "2022-01-26T10:05:53.931Z").put("end", "2022-01-26T10:10:53.931Z");
        return event;
    }

    /** For answers that must not come. */
    private static void quiet() throws InterruptedException {
        Thread.sleep(500);
    }

    private boolean isUp(String name) {
        return responses(name).stream().allMatch(check -> check.getStatus() == HealthCheckResponse.Status.UP);
    }

    private String why(String name) {
        return responses(name).getFirst().getData().orElseThrow().get("why").toString();
    }

    private List<HealthCheckResponse> responses(String name) {
        List<HealthCheckResponse> found = checks.stream()
                .map(HealthCheck::call)
                .filter(response -> response.getName().equals(name))
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }
}
