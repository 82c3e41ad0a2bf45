package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Statistics;
import io.nats.client.api.ServerInfo;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NatsOutboxTest {

    private static final String URL = "nats://127.0.0.1:1";
    private static final KeptnEvent ANSWER = EventFormat.read("""
            {"id": "1", "type": "sh.keptn.event.get-sli.finished", "source": "test", "specversion": "1.0",
             "triggeredid": "asked", "shkeptncontext": "context", "data": {}}""".getBytes(StandardCharsets.UTF_8));

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final NatsConnection connection = NatsSettings.connection(URL);
    private final NatsOutbox outbox = new NatsOutbox(connection, NatsSettings.nats(URL), HeldGate.undelivered());
    private final Connection library = library();
    private volatile Connection.Status status = Connection.Status.CONNECTED;
    private volatile boolean deaf;
    private volatile boolean isLost;
    private final AtomicInteger client = new AtomicInteger();

    @BeforeEach
    void connect() {
        connection.connectionEvent(library, Events.CONNECTED);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void a_connection_that_is_reconnecting_already_is_waited_for_and_not_replaced() {
        outbox.open(new Lookup(() -> {
            status = Connection.Status.RECONNECTING;
            connection.connectionEvent(library, Events.DISCONNECTED);
            comesBack();
        }));
        outbox.send(ANSWER).await().atMost(Eventually.LIMIT);

        assertThat(calls).containsExactly("publish", "RTT");
    }

    @Test
    void a_lookup_that_failed_is_repeated_over_a_connection_that_was_established_meanwhile() {
        var lookup = new Lookup(() -> {
            connection.connectionEvent(library, Events.DISCONNECTED);
            connection.connectionEvent(library, Events.RECONNECTED);
        });
        outbox.open(lookup);
        outbox.send(ANSWER).await().atMost(Eventually.LIMIT);

        assertThat(lookup.lookups).isEqualTo(2);
        assertThat(calls).containsExactly("publish", "RTT");
    }

    @Test
    void a_connection_that_looks_healthy_and_does_not_answer_is_replaced() {
        deaf = true;
        outbox.open(new Lookup(() -> {}));
        var sent = outbox.send(ANSWER).subscribeAsCompletionStage();
        Eventually.await().until(() -> calls.contains("forceReconnect"));
        deaf = false;

        assertThat(sent).succeedsWithin(Eventually.LIMIT);
    }

    /** The library reports the end of a connection late. */
    @Test
    void a_ping_over_another_connection_confirms_nothing() {
        isLost = true;
        outbox.open(new Lookup(() -> {}));
        outbox.send(ANSWER).await().atMost(Eventually.LIMIT);

        assertThat(calls).containsExactly("publish", "RTT", "publish", "RTT");
    }

    @Test
    void an_answer_that_has_waited_for_the_connection_was_never_published_and_is_not_looked_up() {
        connection.connectionEvent(library, Events.DISCONNECTED);
        var lookup = new Lookup(() -> {}, false);
        outbox.open(lookup);
        var sent = outbox.send(ANSWER).subscribeAsCompletionStage();
        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !sent.isDone());
        connection.connectionEvent(library, Events.RECONNECTED);

        assertThat(sent).succeedsWithin(Eventually.LIMIT);
        assertThat(lookup.lookups).isZero();
    }

    private void comesBack() {
        Thread.ofVirtual().start(() -> {
            Awaitility.await().during(Duration.ofMillis(200)).until(() -> true);
            status = Connection.Status.CONNECTED;
            connection.connectionEvent(library, Events.RECONNECTED);
        });
    }

    /** Fails the first time, after something has happened. */
    private static final class Lookup implements NatsOutbox.PublishedAnswers {

        private final Runnable meanwhile;
        private final boolean mayInclude;
        private int lookups;

        Lookup(Runnable meanwhile) {
            this(meanwhile, true);
        }

        Lookup(Runnable meanwhile, boolean mayInclude) {
            this.meanwhile = meanwhile;
            this.mayInclude = mayInclude;
        }

        @Override
        public boolean mayInclude(KeptnEvent answer) {
            return mayInclude;
        }

        @Override
        public boolean include(KeptnEvent answer) throws IOException {
            if (lookups++ == 0) {
                meanwhile.run();
                throw new IOException("NATS is unavailable");
            }
            return false;
        }
    }

    /** A connection of the library that records the calls. */
    private Connection library() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (List.of("publish", "RTT", "forceReconnect").contains(method.getName())) {
                        calls.add(method.getName());
                    }
                    return switch (method.getName()) {
                        case "RTT" -> answer();
                        case "getMaxPayload" -> 1_000_000L;
                        case "getStatus" -> status;
                        case "getServerInfo" ->
                            new ServerInfo("INFO {\"server_id\":\"one\",\"client_id\":" + client.get() + "}");
                        case "getStatistics" -> statistics();
                        case "getConnectedUrl" -> URL;
                        default -> null;
                    };
                });
    }

    private static Statistics statistics() {
        return (Statistics) Proxy.newProxyInstance(
                NatsOutboxTest.class.getClassLoader(),
                new Class<?>[] {Statistics.class},
                (proxy, method, arguments) -> 0L);
    }

    private Object answer() throws IOException {
        if (deaf) {
            throw new IOException("no answer");
        }
        if (isLost) {
            isLost = false;
            client.incrementAndGet();
        }
        return null;
    }
}
