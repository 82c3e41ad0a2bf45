package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.controlplane.LogLines;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of the stream of a real nats-server that has forgotten things, while our connection stays up. */
class StreamIT {

    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final String CONSUMER = "prometheus-sli-provider";
    private static final String SOURCE = "get-sli";
    /** Everything that is needed to pull events, and nothing that is needed to read the stream. */
    private static final String ONLY_PULLING = """
            jetstream { store_dir: "%s" }
            no_auth_user: bus
            authorization { users = [
              {user: bus, password: bus}
              {user: provider, password: "%s", permissions: {publish: {allow: [
                "sh.keptn.>", "$JS.API.STREAM.INFO.keptn", "$JS.API.CONSUMER.INFO.keptn.prometheus-sli-provider",
                "$JS.API.CONSUMER.MSG.NEXT.keptn.prometheus-sli-provider", "$JS.ACK.keptn.prometheus-sli-provider.>"
              ]}}}
            ]}
            """;

    private final JetStreamConfig config = NatsSettings.as(JetStreamConfig.class, Map.of());
    private final HeldGate arrivals = new HeldGate("max-in-flight", "1");

    @TempDir
    Path folder;

    private NatsServer server;
    private Bus bus;
    private NatsConnection connection;
    private AnsweredEvents answered;
    private Deliveries deliveries;

    @AfterEach
    void stop() {
        connection.close();
        bus.close();
        server.stop();
    }

    @Test
    void an_event_that_has_got_the_sequence_of_a_lost_one_is_answered_and_acknowledged_by_itself() throws Exception {
        start();
        String lost = bus.trigger("quick");
        deliveries.take(next());
        makeStreamAgain();
        String later = bus.trigger("quick");
        deliveries.take(next());
        assertThat(arrivals.ids()).containsExactly(lost, later);

        arrivals.answered(lost);
        Awaitility.await().during(A_MOMENT).until(() -> consumer().getNumAckPending() == 1);
        arrivals.answered(later);
        Eventually.await().until(() -> consumer().getNumAckPending() == 0);
        assertThat(deliveries.inFlight()).isZero();
    }

    @Test
    void a_further_delivery_of_an_event_that_is_under_way_is_acknowledged_instead_of_the_first() throws Exception {
        start();
        String id = bus.trigger("quick");
        Message first = next();
        deliveries.take(first);
        first.nak();
        deliveries.take(next());
        arrivals.answered(id);

        assertThat(arrivals.ids()).containsExactly(id);
        Eventually.await().until(() -> consumer().getNumAckPending() == 0);
    }

    @Test
    void answers_that_have_got_the_sequences_of_lost_ones_are_read() throws Exception {
        start();
        bus.answer("lost-1", SOURCE);
        bus.answer("lost-2", SOURCE);
        assertThat(isAnswered("lost-2")).isTrue();
        makeStreamAgain();
        for (int i = 1; i <= 4; i++) {
            bus.answer("later-" + i, SOURCE);
        }

        assertThat(isAnswered("later-1")).isTrue();
        assertThat(isAnswered("later-4")).isTrue();
        assertThat(isAnswered("lost-1")).isTrue();
        assertThat(isAnswered("never")).isFalse();
        bus.answer("last", SOURCE);
        assertThat(isAnswered("last")).isTrue();
    }

    /** Several integrations may answer one task. */
    @Test
    void the_answer_of_another_integration_is_not_ours() throws Exception {
        start();
        bus.answer("asked", "another-integration");
        assertThat(isAnswered("asked")).isFalse();
        bus.answer("asked", SOURCE);
        assertThat(isAnswered("asked")).isTrue();
    }

    @Test
    void what_is_forgotten_between_two_pulls_is_not_answered_again() throws Exception {
        start();
        StreamConsumer puller = puller();
        try {
            // With one event under way nothing more is pulled.
            String first = bus.trigger("quick");
            Eventually.await().until(() -> arrivals.ids().contains(first));
            String others = bus.trigger("quick");
            bus.connection()
                    .getConsumerContext("keptn", CONSUMER)
                    .next(Eventually.LIMIT)
                    .ackSync(Eventually.LIMIT);
            bus.answer(others, SOURCE);
            forgetDeliveries();
            bus.answer(first, SOURCE);
            arrivals.answered(first);
            Eventually.await()
                    .until(() -> consumer().getNumPending() == 0 && consumer().getNumAckPending() == 0);

            assertThat(arrivals.ids()).containsExactly(first);
        } finally {
            puller.stop();
        }
    }

    @Test
    void where_the_stream_may_not_be_read_a_first_delivery_is_answered_at_once() throws Exception {
        start(ONLY_PULLING);
        String waited = bus.trigger("quick");
        String again = bus.trigger("quick");
        deliveries.doubtUpTo(2, connection.connectionEpoch());
        try (var log = new LogLines(Deliveries.class)) {
            deliveries.take(next());
            assertThat(arrivals.ids()).containsExactly(waited);
            next().nak();
            deliveries.take(next());
            assertThat(arrivals.ids()).doesNotContain(again);
            assertThat(consumer().getNumAckPending()).isEqualTo(2);

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .contains(waited + " may have been answered before", "give the user this permission");
            assertThat(log.lines().get(1)).contains(again + " was delivered before");
        }
    }

    @Test
    void the_rights_that_the_documentation_names_suffice_to_read_the_stream() throws Exception {
        String more = "\"$JS.API.CONSUMER.CREATE.keptn.>\", \"$JS.API.CONSUMER.MSG.NEXT.keptn.>\", \"sh.keptn.>\"";
        start(ONLY_PULLING.replace("\"sh.keptn.>\"", more));
        bus.answer("answered", SOURCE);

        assertThat(isAnswered("answered")).isTrue();
        assertThat(isAnswered("never")).isFalse();
        assertThat(connection.trouble()).isEmpty();
    }

    private void start(String permissions) throws Exception {
        String text = permissions.formatted(folder.resolve("data"), Secrets.MARKER);
        Path file = Files.writeString(folder.resolve("nats.conf"), text);
        server = new NatsServer(folder.resolve("nats"), "-c", file.toString()).start();
        connect(server.url().replace("//", "//provider:" + Secrets.MARKER + "@"));
    }

    private void start() throws Exception {
        server = new NatsServer(folder.resolve("nats")).start();
        connect(server.url());
    }

    private void connect(String url) throws Exception {
        bus = new Bus(server);
        makeStream();
        connection = NatsSettings.connection(url);
        connection.open(() -> {});
        assertThat(connection.await(Eventually.LIMIT)).isPresent();
        answered = new AnsweredEvents(config, connection);
        deliveries = new Deliveries(config, connection, answered, arrivals.gate(), arrivals.task());
        deliveries.doubtUpTo(0, connection.connectionEpoch());
    }

    private void makeStream() throws Exception {
        bus.createStream();
        makeConsumer(DeliverPolicy.All);
    }

    private void makeConsumer(DeliverPolicy from) throws Exception {
        bus.connection()
                .jetStreamManagement()
                .createConsumer(
                        "keptn",
                        ConsumerConfiguration.builder()
                                .durable(CONSUMER)
                                .filterSubject(Bus.TRIGGERED)
                                .ackPolicy(AckPolicy.Explicit)
                                .ackWait(config.ackWait())
                                .maxDeliver(config.maxDeliver())
                                .deliverPolicy(from)
                                .build());
    }

    private void makeStreamAgain() throws Exception {
        bus.connection().jetStreamManagement().deleteStream("keptn");
        makeStream();
    }

    /** As a server that is killed and back, which we are not connected to. */
    private void forgetDeliveries() throws Exception {
        bus.connection().jetStreamManagement().deleteConsumer("keptn", CONSUMER);
        makeConsumer(DeliverPolicy.All);
        Awaitility.await().during(A_MOMENT).until(() -> true);
    }

    private boolean isAnswered(String id) throws Exception {
        KeptnEvent event = EventFormat.read(Bus.event(id).toString().getBytes(StandardCharsets.UTF_8));
        return answered.isAnswered(arrivals.task(), event, ZonedDateTime.now().minusMinutes(1));
    }

    private Message next() throws Exception {
        return connection
                .current()
                .orElseThrow()
                .getConsumerContext("keptn", CONSUMER)
                .next(Eventually.LIMIT);
    }

    private ConsumerInfo consumer() throws Exception {
        return bus.connection().jetStreamManagement().getConsumerInfo("keptn", CONSUMER);
    }

    private StreamConsumer puller() {
        var puller = new StreamConsumer(
                connection, new DurableConsumer(config, arrivals.task(), HeldGate.triggered()), deliveries);
        puller.want(Set.of(Bus.TRIGGERED));
        puller.start();
        return puller;
    }
}
