package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.waiting.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a bus and with a control plane, as in Keptn's cluster. */
class CitizenIT {

    private final FakePrometheus prometheus = new FakePrometheus();

    @TempDir
    Path folder;

    private FakeKeptn keptn = new FakeKeptn();
    private NatsServer server;
    private Bus bus;
    private Provider provider;

    @BeforeEach
    void prepare() throws Exception {
        Provider.prepare(prometheus, folder);
        server = new NatsServer(folder.resolve("nats"));
        server.start();
        bus = new Bus(server);
    }

    @AfterEach
    void stop() throws Exception {
        provider.kill();
        bus.close();
        server.stop();
        keptn.close();
        prometheus.stop();
    }

    @Test
    void what_is_changed_in_bridge_decides_which_events_are_answered() throws Exception {
        start(Map.of());
        provider.awaitReady();
        awaitFinished(bus.trigger("quick"));

        subscribe("[{'event': 'sh.keptn.event.get-sli.triggered', 'filter': {'projects': ['another']}}]");
        assertNotAnswered(bus.trigger("quick"));
        subscribe("[]");
        assertNotAnswered(bus.trigger("quick"));
        assertThat(provider.status("/q/health/ready")).isEqualTo(200);
        subscribe("[{'event': 'sh.keptn.event.*.triggered', 'filter': {'projects': ['bookshop']}}]");
        awaitFinished(bus.trigger("quick"));
        assertThat(keptn.logs()).isEmpty();
    }

    @Test
    void it_takes_events_only_when_the_server_has_its_subscriptions() throws Exception {
        keptn.slow(Duration.ofSeconds(1));
        start(Map.of());
        Eventually.await().until(() -> provider.log().contains("connected to NATS"));
        // Registered after one second, and told of the subscriptions after another one.
        Eventually.await()
                .ignoreExceptions()
                .until(() -> takesEvents().path("why").asText().equals("not subscribed yet"));
        assertThat(keptn.pings()).isEmpty();
        Eventually.await().until(() -> !takesEvents().has("why"));
        awaitFinished(bus.trigger("quick"));
    }

    private JsonNode takesEvents() throws Exception {
        JsonNode checks = new ObjectMapper()
                .readTree(provider.get("/q/health/ready").body())
                .path("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(check -> check.path("name").asText().equals("receives events"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    @Test
    void subscriptions_that_change_while_events_flow_lose_none_and_bring_none_twice() throws Exception {
        start(Map.of());
        provider.awaitReady();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String subject = i % 2 == 0 ? "sh.keptn.>" : "sh.keptn.event.get-sli.triggered";
            keptn.changeSubscriptions((ArrayNode) new ObjectMapper()
                    .readTree("[{\"event\": \"" + subject + "\"}, {\"event\": \"sh.keptn.event.*.triggered\"}]"));
            ids.add(bus.trigger("quick"));
            // Every other event comes before the next ping, every other one after it.
            await().pollDelay(Duration.ofMillis(60)).until(() -> true);
        }
        bus.awaitFinished(ids);
        provider.awaitIdle();
        bus.flush();
        assertThat(keptn.pings()).hasSizeGreaterThan(10);
        assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
    }

    @Test
    void without_a_control_plane_events_are_answered_and_it_is_not_ready() throws Exception {
        keptn.close();
        start(Map.of("PROJECT_FILTER", "bookshop"));
        provider.awaitNotReady();
        provider.awaitTrouble("the control plane at http://localhost");
        assertThat(provider.status("/q/health/live")).isEqualTo(200);
        // The bus keeps nothing for a subscriber that comes later.
        Eventually.await().until(() -> !takesEvents().has("why"));
        awaitFinished(bus.trigger("quick"));

        keptn = new FakeKeptn(URI.create(keptn.url()).getPort());
        provider.awaitReady();
        awaitFinished(bus.trigger("quick"));
        assertThat(keptn.registrations()).hasSize(1);
    }

    @Test
    void an_answer_that_is_errored_because_the_process_ends_is_in_the_log_of_the_control_plane() throws Exception {
        start(Map.of("SLI_PROVIDER_EVENTS_GRACE", "500ms"));
        provider.awaitReady();
        String id = bus.trigger("hung");
        await().until(() -> !prometheus.requests().isEmpty());

        assertThat(provider.terminate(Duration.ofSeconds(10))).isTrue();

        assertThat(bus.finished(id)).hasSize(1);
        assertThat(keptn.logs()).hasSize(1);
        assertThat(keptn.logs().getFirst().path("triggeredid").asText()).isEqualTo(id);
        assertThat(keptn.logs().getFirst().path("message").asText())
                .isEqualTo(bus.finished(id).getFirst().at("/data/message").asText());
        assertThat(keptn.registrations()).hasSize(1);
    }

    private void start(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of(
                "DISABLE_REGISTRATION",
                "false",
                "NATS_URL",
                server.url(),
                "SLI_PROVIDER_CONTROL_PLANE_URL",
                keptn.url(),
                "SLI_PROVIDER_CONTROL_PLANE_PING_INTERVAL",
                "100ms"));
        settings.putAll(more);
        provider = Provider.start(folder, prometheus, settings);
    }

    /** Waits until the next ping but one is answered. */
    private void subscribe(String subscriptions) throws Exception {
        keptn.changeSubscriptions((ArrayNode) new ObjectMapper().readTree(subscriptions.replace('\'', '"')));
        int pings = keptn.pings().size();
        await().until(() -> keptn.pings().size() > pings + 2);
    }

    private void awaitFinished(String id) {
        Eventually.await().untilAsserted(() -> assertThat(bus.finished(id)).hasSize(1));
    }

    /** What is answered has its started event after some milliseconds. */
    private void assertNotAnswered(String id) {
        await().during(Duration.ofMillis(300)).until(() -> bus.started(id).isEmpty());
    }
}
