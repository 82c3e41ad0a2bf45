package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with a durable consumer on Keptn's stream: events sent while no replica runs are answered, too. */
class JetStreamIT {

    private static final Duration TIME = Duration.ofSeconds(20);

    private static final String CONSUMER = "prometheus-sli-provider-get-sli";

    private final FakePrometheus prometheus = new FakePrometheus();
    private final List<Provider> replicas = new ArrayList<>();

    @TempDir
    Path folder;

    private NatsServer server;

    @BeforeEach
    void prepare() throws Exception {
        Provider.prepare(prometheus, folder);
        server = new NatsServer(folder.resolve("nats")).start();
    }

    @AfterEach
    void stop() {
        replicas.forEach(Provider::kill);
        server.stop();
        prometheus.stop();
    }

    @Test
    void a_missing_stream_is_waited_for_and_never_created() throws Exception {
        Provider provider = provider(Map.of());
        provider.awaitNotReady();
        try (var bus = new Bus(server)) {
            assertThat(bus.connection().jetStreamManagement().getStreamNames()).isEmpty();
            Awaitility.await().untilAsserted(() -> assertThat(
                            provider.get("/q/health/ready").body())
                    .contains("the stream keptn does not exist yet"));
            bus.createStream();
            provider.awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            assertThat(provider.log().split("the stream keptn does not exist yet", -1))
                    .hasSize(2);
        }
    }

    @Test
    void events_that_came_while_no_replica_was_there_are_answered_once() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            assertThat(provider(Map.of()).awaitReady().terminate(TIME)).isTrue();
            String id = bus.trigger("quick");
            provider(Map.of());
            bus.awaitFinished(id);
            provider(Map.of()).awaitReady();
            awaitNothingLeft(bus);
            assertThat(bus.finished(id)).hasSize(1);
        }
    }

    @Test
    void a_server_that_has_forgotten_what_it_delivered_gets_no_second_answer() throws Exception {
        Path state = folder.resolve("nats/data/jetstream/$G/streams/keptn/obs/prometheus-sli-provider-get-sli/o.dat");
        try (var bus = new Bus(server)) {
            bus.createStream();
            Provider first = provider(Map.of()).awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            Eventually.await().until(() -> pending(bus) == 0 && Files.exists(state));
            byte[] old = Files.readAllBytes(state);
            String id = bus.trigger("quick");
            bus.awaitFinished(id);
            Eventually.await().until(() -> pending(bus) == 0);
            first.kill();
            server.kill();
            // As after a crash: what the server has on disk of deliveries is older than what it has of the stream.
            Files.write(state, old);
            server.start();
            Provider second = provider(Map.of("QUARKUS_LOG_LEVEL", "DEBUG")).awaitReady();

            Eventually.await().until(() -> second.log().contains("event " + id + " is answered already"));
            bus.awaitFinished(bus.trigger("quick"));
            assertThat(bus.started(id)).hasSize(1);
            assertThat(bus.finished(id)).hasSize(1);
        }
    }

    @Test
    void an_event_is_acknowledged_after_its_finished_event_and_is_delivered_again_after_sigkill() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            Provider first =
                    provider(Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "2s")).awaitReady();
            String id = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            assertThat(pending(bus)).isEqualTo(1);
            first.kill();
            provider(Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "2s"));
            bus.awaitFinished(id);

            Eventually.await().until(() -> pending(bus) == 0);
            assertThat(bus.finished(id)).hasSize(1);
            assertThat(bus.finished(id)
                            .getFirst()
                            .at("/data/get-sli/indicatorValues/0/value")
                            .asDouble())
                    .isEqualTo(2.5);
        }
    }

    @Test
    void what_takes_longer_than_the_acknowledgement_may_is_not_delivered_to_another_replica() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            var quickly = Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "600ms");
            provider(quickly).awaitReady();
            provider(quickly).awaitReady();
            String id = bus.trigger("slow");
            bus.awaitFinished(id);
            awaitNothingLeft(bus);
            assertThat(bus.finished(id)).hasSize(1);
            assertThat(prometheus.requests()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_went_out_before_the_crash_does_not_go_out_again() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            assertThat(provider(Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "1s"))
                            .awaitReady()
                            .terminate(TIME))
                    .isTrue();
            String id = bus.trigger("quick");
            // As a replica that is killed between its answer and the acknowledgement.
            bus.connection().getConsumerContext("keptn", CONSUMER).next(Duration.ofSeconds(5));
            bus.answer(id, "prometheus-sli-provider");
            provider(Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "1s")).awaitReady();

            Eventually.await().until(() -> pending(bus) == 0 && waiting(bus) == 0);
            assertThat(bus.finished(id)).hasSize(1);
            assertThat(prometheus.requests()).isEmpty();
        }
    }

    @Test
    void an_event_that_is_too_old_is_dropped_with_one_line() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            assertThat(provider(Map.of()).awaitReady().terminate(TIME)).isTrue();
            String old = bus.trigger("quick");
            // Until it is older than it may be.
            Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            Provider provider =
                    provider(Map.of("SLI_PROVIDER_JETSTREAM_MAX_AGE", "1s")).awaitReady();
            Eventually.await().until(() -> pending(bus) == 0 && waiting(bus) == 0);

            assertThat(bus.finished(old)).isEmpty();
            assertThat(provider.log())
                    .containsOnlyOnce("dropped an event that has been in the stream")
                    .contains(old);
            bus.awaitFinished(bus.trigger("quick"));
        }
    }

    @Test
    void a_server_that_is_killed_and_comes_back_costs_no_event() throws Exception {
        Provider provider;
        String slow;
        try (var bus = new Bus(server)) {
            bus.createStream();
            provider = provider(Map.of()).awaitReady();
            slow = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            server.kill();
            provider.awaitRetrieved(1);
            server.start();
            bus.awaitFinished(slow);
            provider.awaitReady();
            String quick = bus.trigger("quick");
            bus.awaitFinished(quick);
            awaitNothingLeft(bus);
            assertThat(bus.finished(slow)).hasSize(1);
            assertThat(bus.finished(quick)).hasSize(1);
        }
    }

    @Test
    void three_hundred_events_are_shared_by_two_replicas_and_one_of_them_is_killed() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            var quickly = Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "2s", "SLI_PROVIDER_EVENTS_MAX_IN_FLIGHT", "20");
            Provider first = provider(quickly).awaitReady();
            provider(quickly).awaitReady();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ids.add(bus.trigger(i % 50 == 0 ? "slow" : "quick"));
            }
            Eventually.await().until(() -> bus.all().size() > 40);
            first.kill();
            bus.awaitFinished(ids);
            Eventually.await().until(() -> pending(bus) == 0);
            assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
        }
    }

    @Test
    void a_consumer_that_is_deleted_under_load_costs_no_event() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            provider(Map.of()).awaitReady();
            provider(Map.of()).awaitReady();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(bus.trigger("quick"));
                if (i == 30) {
                    bus.connection().jetStreamManagement().deleteConsumer("keptn", CONSUMER);
                }
                Awaitility.await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
            bus.awaitFinished(ids);
            awaitNothingLeft(bus);
            assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
        }
    }

    @Test
    void a_server_that_comes_back_at_once_without_its_data_is_listened_to() throws Exception {
        Provider provider;
        try (var bus = new Bus(server)) {
            bus.createStream();
            provider = provider(Map.of()).awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            server.kill();
            server.wipe();
            server.start();
            Awaitility.await().ignoreExceptions().until(() -> {
                bus.createStream();
                return true;
            });
            Eventually.await().ignoreExceptions().until(() -> consumer(bus) != null);
            bus.awaitFinished(bus.trigger("quick"));
        }
    }

    @Test
    void an_answer_that_waits_goes_out_although_there_is_no_stream_any_more() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            Provider provider = provider(Map.of()).awaitReady();
            String id = bus.trigger("slow");
            Awaitility.await().until(() -> !prometheus.requests().isEmpty());
            server.kill();
            server.wipe();
            provider.awaitRetrieved(1);
            server.start();
            bus.awaitFinished(id);
            assertThat(bus.finished(id)).hasSize(1);
        }
    }

    @Test
    void replicas_that_were_both_at_work_send_one_answer() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            var quickly = Map.of("SLI_PROVIDER_JETSTREAM_ACK_WAIT", "1s", "SLI_PROVIDER_NATS_PING_INTERVAL", "1s");
            provider(quickly).awaitReady();
            provider(quickly).awaitReady();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ids.add(bus.trigger("long"));
            }
            Awaitility.await()
                    .until(() -> ids.stream().noneMatch(id -> bus.started(id).isEmpty()));
            server.signal("STOP");
            // Longer than an acknowledgement may take, so that the server delivers everything again.
            Awaitility.await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
            server.signal("CONT");
            bus.awaitFinished(ids);
            awaitNothingLeft(bus);
            assertThat(ids).allSatisfy(id -> assertThat(bus.finished(id)).hasSize(1));
        }
    }

    @Test
    void a_consumer_of_another_kind_is_told_with_what_to_do() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            bus.connection()
                    .jetStreamManagement()
                    .createConsumer(
                            "keptn",
                            ConsumerConfiguration.builder()
                                    .durable(CONSUMER)
                                    .filterSubject("sh.keptn.>")
                                    .build());
            Provider provider = provider(Map.of());
            provider.awaitNotReady();
            Eventually.await()
                    .until(() -> provider.get("/q/health/ready").body().contains("delete it, or choose another name"));
        }
    }

    /** Neither the server nor a replica has an event from which another answer could come. */
    private void awaitNothingLeft(Bus bus) throws Exception {
        Eventually.await().until(() -> pending(bus) == 0 && waiting(bus) == 0);
        for (Provider replica : replicas) {
            if (replica.process().isAlive()) {
                replica.awaitIdle();
            }
        }
        bus.flush();
    }

    @Test
    void the_consumer_of_an_older_version_is_used_on() throws Exception {
        try (var bus = new Bus(server)) {
            bus.createStream();
            bus.connection()
                    .jetStreamManagement()
                    .createConsumer(
                            "keptn",
                            ConsumerConfiguration.builder()
                                    .durable("prometheus-sli-provider")
                                    .filterSubject(Bus.TRIGGERED)
                                    .ackPolicy(AckPolicy.Explicit)
                                    .build());
            String id = bus.trigger("quick");
            provider(Map.of()).awaitReady();
            bus.awaitFinished(id);

            assertThat(bus.connection().jetStreamManagement().getConsumerNames("keptn"))
                    .contains("prometheus-sli-provider")
                    .doesNotContain(CONSUMER);
        }
    }

    private long pending(Bus bus) throws Exception {
        return consumer(bus).getNumAckPending();
    }

    private long waiting(Bus bus) throws Exception {
        return consumer(bus).getNumPending();
    }

    private static io.nats.client.api.ConsumerInfo consumer(Bus bus) throws Exception {
        return bus.connection().jetStreamManagement().getConsumerInfo("keptn", CONSUMER);
    }

    private Provider provider(Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of("NATS_URL", server.url(), "SLI_PROVIDER_EVENTS_TRANSPORT", "jetstream"));
        settings.putAll(more);
        var provider = Provider.start(folder, prometheus, settings);
        replicas.add(provider);
        return provider;
    }
}
