package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.scenario.FakePrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a real nats-server: every event has one answer, whatever the bus does. */
class NatsIT {

    private final FakePrometheus prometheus = new FakePrometheus();
    private final List<Provider> replicas = new ArrayList<>();

    @TempDir
    Path folder;

    private NatsServer server;

    @BeforeEach
    void prepare() throws Exception {
        Provider.prepare(prometheus, folder);
        server = new NatsServer(folder.resolve("nats"));
    }

    @AfterEach
    void stop() {
        replicas.forEach(Provider::kill);
        server.stop();
        prometheus.stop();
    }

    @Test
    void an_event_is_answered_with_started_and_then_finished() throws Exception {
        server.start();
        provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            String id = bus.trigger("quick");
            bus.awaitFinished(id);

            assertThat(bus.started(id)).hasSize(1);
            assertThat(bus.all().getFirst().path("type").asText()).endsWith("started");
            assertThat(bus.finished(id)
                            .getFirst()
                            .at("/data/get-sli/indicatorValues/0/value")
                            .asDouble())
                    .isEqualTo(41.5);
        }
    }

    @Test
    void a_server_that_comes_up_later_is_found_and_until_then_the_provider_is_alive_but_not_ready() throws Exception {
        Provider provider = provider(Map.of());
        provider.awaitNotReady();
        assertThat(provider.status("/q/health/live")).isEqualTo(200);
        provider.awaitTrouble("cannot be reached");
        server.start();
        provider.awaitReady();
        try (var bus = new Bus(server)) {
            bus.awaitFinished(bus.trigger("quick"));
        }
    }

    @Test
    void a_server_that_is_killed_during_a_retrieval_gets_the_answer_when_it_is_back() throws Exception {
        server.start();
        Provider provider = provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            String id = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            server.kill();
            provider.awaitNotReady();
            assertThat(provider.status("/q/health/live")).isEqualTo(200);
            provider.awaitRetrieved(1);
            server.start();
            bus.awaitFinished(id);
            provider.awaitReady();
            // A second answer to the first event would come before the answer to this one.
            bus.awaitFinished(bus.trigger("quick"));

            assertThat(bus.finished(id)).hasSize(1);
            assertThat(bus.finished(id)
                            .getFirst()
                            .at("/data/get-sli/indicatorValues/0/value")
                            .asDouble())
                    .isEqualTo(2.5);
        }
    }

    @Test
    void an_answer_to_a_server_that_has_frozen_is_sent_when_it_is_itself_again() throws Exception {
        server.start();
        Provider provider =
                provider(Map.of("SLI_PROVIDER_NATS_PING_INTERVAL", "1s")).awaitReady();
        try (var bus = new Bus(server)) {
            String id = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            server.signal("STOP");
            provider.awaitRetrieved(1);
            provider.awaitNotReady();
            server.signal("CONT");
            bus.awaitFinished(id);
        }
    }

    @Test
    void replicas_of_a_group_share_the_events() throws Exception {
        server.start();
        provider(Map.of()).awaitReady();
        provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ids.add(bus.trigger("quick"));
            }
            bus.awaitFinished(ids);
            replicas.forEach(Provider::awaitIdle);
            bus.flush();
            assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
            assertThat(replicas).allSatisfy(replica -> assertThat(replica.log()).contains("get-sli "));
        }
    }

    @Test
    void an_event_that_is_delivered_twice_is_answered_once() throws Exception {
        server.start();
        Provider provider = provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            var event = Bus.event(UUID.randomUUID().toString(), "slow");
            bus.send(event);
            bus.send(event);
            bus.awaitFinished(event.path("id").asText());
            bus.send(event);
            provider.awaitMetric("sli_events_duplicate_total{task=\"get-sli\"} 2.0");
            bus.flush();
            assertThat(bus.finished(event.path("id").asText())).hasSize(1);
            assertThat(prometheus.requests()).hasSize(1);
        }
    }

    @Test
    void a_thousand_events_at_once_are_answered_once_each() throws Exception {
        server.start();
        Provider provider =
                provider(Map.of("SLI_PROVIDER_EVENTS_MAX_IN_FLIGHT", "100")).awaitReady();
        try (var bus = new Bus(server)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                ids.add(bus.trigger("quick"));
            }
            bus.awaitFinished(ids);
            provider.awaitIdle();
            bus.flush();
            assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
        }
    }

    @Test
    void what_is_under_way_at_sigterm_is_answered_and_the_rest_goes_to_others() throws Exception {
        server.start();
        Provider first = provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            String id = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            provider(Map.of()).awaitReady();
            first.sigterm();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ids.add(bus.trigger("quick"));
            }
            bus.awaitFinished(id);
            bus.awaitFinished(ids);
            assertThat(bus.finished(id)
                            .getFirst()
                            .at("/data/get-sli/indicatorValues/0/value")
                            .asDouble())
                    .isEqualTo(2.5);
            assertThat(first.terminate(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void an_event_without_source_or_with_ill_typed_labels_is_answered() throws Exception {
        server.start();
        provider(Map.of()).awaitReady();
        try (var bus = new Bus(server)) {
            var event = Bus.event(UUID.randomUUID().toString(), "quick");
            event.remove("source");
            event.withObject("/data/labels").put("count", 3).putObject("nested");
            bus.send("no event at all".getBytes());
            bus.send(event);
            bus.awaitFinished(event.path("id").asText());
        }
    }

    @Test
    void a_prometheus_that_hangs_costs_the_deadline_and_leaves_nothing_behind() throws Exception {
        server.start();
        Provider provider =
                provider(Map.of("SLI_PROVIDER_EVENTS_DEADLINE", "2s")).awaitReady();
        try (var bus = new Bus(server)) {
            long began = System.nanoTime();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ids.add(bus.trigger("quick", "hung"));
            }
            bus.awaitFinished(ids);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
            assertThat(ids).allSatisfy(id -> {
                assertThat(bus.finished(id)).hasSize(1);
                assertThat(bus.finished(id)
                                .getFirst()
                                .at("/data/get-sli/indicatorValues/1/message")
                                .asText())
                        .contains("hung");
            });
            // Long before the queries that hang have answers, after 20 s.
            Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> provider.get("/metrics")
                    .body()
                    .contains("sli_events_in_flight{task=\"get-sli\"} 0.0"));
        }
    }

    @Test
    void an_idle_provider_ends_at_once() throws Exception {
        server.start();
        Provider provider = provider(Map.of()).awaitReady();
        assertThat(provider.terminate(Duration.ofSeconds(3))).isTrue();
    }

    private Provider provider(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of("NATS_URL", server.url()));
        settings.putAll(more);
        var provider = Provider.start(folder, prometheus, settings);
        replicas.add(provider);
        return provider;
    }
}
