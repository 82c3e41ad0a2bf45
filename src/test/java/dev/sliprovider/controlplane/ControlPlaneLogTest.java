package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.fakekeptn.FakeKeptn.Fault;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transports;
import dev.sliprovider.waiting.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(BusTransportProfile.class)
class ControlPlaneLogTest {

    private static final String ERRORED = "'status': 'errored', 'result': 'fail', 'message': 'no sli.yaml'";

    @Inject
    Gateway gateway;

    @Inject
    Transports transports;

    private final FakeKeptn keptn = new FakeKeptn();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Registration registration;

    @AfterEach
    void stop() {
        registration.stop();
        keptn.close();
    }

    @ParameterizedTest
    @CsvSource({"errored, fail, 1", "succeeded, fail, 1", "succeeded, pass, 0", "succeeded, warning, 0"})
    void answers_without_values_are_told(String status, String result, int entries) {
        ControlPlaneLog log = log();

        log.sent(answer("finished", "'status': '" + status + "', 'result': '" + result + "', 'message': 'why'"));

        await().pollDelay(Duration.ofMillis(entries == 0 ? 150 : 0))
                .untilAsserted(() -> assertThat(keptn.logs()).hasSize(entries));
    }

    @Test
    void an_entry_names_the_integration_the_event_and_the_reason() {
        log().sent(answer("finished", ERRORED));

        Eventually.await().untilAsserted(() -> assertThat(keptn.logs()).hasSize(1));
        JsonNode entry = keptn.logs().getFirst();
        assertThat(entry.path("integrationid").asText())
                .isEqualTo(registration.id().orElseThrow());
        assertThat(entry.toString())
                .contains("\"message\":\"no sli.yaml\"", "\"task\":\"get-sli\"", "\"triggeredid\":\"t\"")
                .contains("\"shkeptncontext\":\"c\"", "\"gitcommitid\":\"g\"");
    }

    @Test
    void a_started_event_and_an_answer_without_registration_are_not_told() {
        ControlPlaneLog log = log();
        log.sent(answer("started", ERRORED));
        ControlPlaneLog fixed = log("disable-registration", "true");
        fixed.sent(answer("finished", ERRORED));

        await().during(Duration.ofMillis(150))
                .untilAsserted(() -> assertThat(keptn.logs()).isEmpty());
    }

    @Test
    void an_entry_is_sent_once_more_if_it_was_not_taken() {
        ControlPlaneLog log = log("ping-interval", "10s");
        keptn.fault(Fault.UNAVAILABLE);
        log.sent(answer("finished", ERRORED));
        Eventually.await()
                .until(() -> keptn.requests().stream()
                                .filter(request -> request.target().equals("/v1/log"))
                                .count()
                        == 2);
        Eventually.await().untilAsserted(() -> assertThat(untold()).isEqualTo(1));
    }

    @Test
    void a_slow_control_plane_holds_up_nothing() {
        ControlPlaneLog log = log("ping-interval", "10s", "timeout", "1500ms");
        keptn.slow(Duration.ofSeconds(6));

        long began = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            log.sent(answer("finished", ERRORED));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1200));
        assertThat(untold()).as("more than are under way at most").isEqualTo(18);
        Eventually.await()
                .untilAsserted(() -> assertThat(untold()).as("none was taken").isEqualTo(50));
        keptn.slow(Duration.ZERO);
        log.sent(answer("finished", ERRORED));
        Eventually.await().untilAsserted(() -> assertThat(keptn.logs()).isNotEmpty());
    }

    private double untold() {
        return metrics.counter("sli.log.entries.lost").count();
    }

    private ControlPlaneLog log(String... settings) {
        var all = new ArrayList<>(List.of("url", keptn.url()));
        all.addAll(List.of(settings));
        ControlPlaneConfig config = ControlPlaneSettings.with(all.toArray(String[]::new));
        var controlPlane = new ControlPlane(config, gateway);
        registration = new Registration(config, controlPlane, new Subscriptions(HeldGate.works()), transports, gateway);
        registration.start();
        Eventually.await().until(() -> registration.trouble().isEmpty());
        return new ControlPlaneLog(registration, controlPlane, metrics);
    }

    private static KeptnEvent answer(String kind, String data) {
        String json = "{'specversion': '1.0', 'id': '1', 'source': 's', 'type': 'sh.keptn.event.get-sli." + kind + "',"
                + " 'shkeptncontext': 'c', 'triggeredid': 't', 'gitcommitid': 'g', 'data': {" + data + "}}";
        return EventFormat.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
