package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sliprovider.fakekeptn.FakeKeptn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service and Keptn's control plane: what it says of itself, and when it says nothing. */
class ControlPlaneIT {

    @TempDir
    Path directory;

    private final FakeKeptn keptn = new FakeKeptn();
    private Service service;

    @AfterEach
    void stop() throws Exception {
        service.terminate(Duration.ofSeconds(5));
        keptn.close();
    }

    @Test
    void behind_the_gateway_it_registers_with_the_token_and_leaves_if_asked_to() throws Exception {
        keptn.requireApiToken("tr0ub4dor");
        start(Map.of(
                "KEPTN_API_ENDPOINT", keptn.api(),
                "KEPTN_API_TOKEN", "tr0ub4dor",
                "K8S_DEPLOYMENT_NAME", "sli-outside",
                "K8S_NAMESPACE", "tools",
                "K8S_NODE_NAME", "",
                "VERSION", "7.8.9",
                "PUBSUB_TOPIC", "sh.keptn.event.monitoring.configure,sh.keptn.event.get-sli.triggered",
                "STAGE_FILTER", "preprod",
                "SLI_PROVIDER_CONTROL_PLANE_UNREGISTER", "true"));

        service.awaitHealth(answer -> answer.body().replaceAll("\\s", "").contains("\"registered\",\"status\":\"UP\""));
        assertThat(keptn.registrations()).hasSize(1);
        assertThat(keptn.registrations().getFirst().toString())
                .contains("\"name\":\"sli-outside\"", "\"namespace\":\"tools\"", "\"hostname\":\"keptn-node\"")
                .contains("\"location\":\"remote-execution-plane\"", "\"integrationversion\":\"7.8.9\"")
                .contains("\"event\":\"sh.keptn.event.monitoring.configure\"", "\"stages\":[\"preprod\"]");
        assertThat(keptn.requests())
                .filteredOn(request -> request.target().contains("/uniform/"))
                .allSatisfy(request ->
                        assertThat(request.target()).startsWith("/api/controlPlane/v1/uniform/registration"));

        assertThat(service.terminate(Duration.ofSeconds(5))).as("it stops").isTrue();
        assertThat(service.process().exitValue()).isEqualTo(143);
        assertThat(keptn.registrations()).isEmpty();
        assertThat(service.log())
                .contains("registered with the control plane at " + keptn.api() + "/controlPlane as sli-outside")
                .doesNotContain("tr0ub4dor", "bug:", "\tat ");
    }

    @Test
    void with_events_over_http_it_says_nothing_and_is_ready() throws Exception {
        start(Map.of("K_SINK", "http://localhost:1/event", "SLI_PROVIDER_CONTROL_PLANE_URL", keptn.url()));
        service.awaitReady();

        // A registration would have begun before it was ready.
        await().during(Duration.ofMillis(300)).until(() -> keptn.requests().isEmpty());
    }

    @Test
    void a_topic_that_is_none_stops_the_start_with_a_sentence() throws Exception {
        start(Map.of("PUBSUB_TOPIC", "get sli"));

        assertThat(service.process().waitFor(30, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        assertThat(service.process().exitValue()).isEqualTo(2);
        assertThat(service.log())
                .contains("(PUBSUB_TOPIC): \"get sli\" is not a type of events")
                .doesNotContain("\tat ");
    }

    private void start(Map<String, String> settings) throws Exception {
        var environment = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT", "http://localhost:1", "SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString()));
        environment.putAll(settings);
        service = new Service(directory, environment);
    }
}
