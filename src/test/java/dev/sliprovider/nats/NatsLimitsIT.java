package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.faults.Footprint;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.NKey;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a NATS server allows the account of the program, and how much of what it sends may wait: a limit that is reached is
 * told, and when it is lifted events are answered.
 */
class NatsLimitsIT extends SingleReplica {

    private static final int LARGE = 900_000;
    /** With what is large, more than the buffers of a connection, which hold some megabytes. */
    private static final int BURST = 20;
    /** With what is large, more than the library keeps for a subscription, which is 64 MiB. */
    private static final int FLOOD = 80;

    private static final Duration RECONNECT_WAIT = Duration.ofMillis(200);
    private static final Duration SOME_TIME = Duration.ofSeconds(1);

    @BeforeEach
    void prepare() {
        prometheus.answers(Map.of(
                "quick", Map.of("vector", List.of(41.5)),
                "slow", Map.of("vector", List.of(2.5), "delay", 3000)));
    }

    @Test
    void what_the_account_may_not_is_told_until_it_may() throws Exception {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        Path credentials =
                Files.writeString(folder.resolve("user.creds"), Jwt.credentials(account, NKey.createUser(null)));
        server = new NatsServer(folder.resolve("nats"), "-c", limited(operator, account, "\"subs\":0"))
                .client(options -> options.authHandler(Nats.credentials(credentials.toString())))
                .start();
        System.out.printf("%n%-46s %s%n", "limit of the account at NATS", "what is said");
        provider(Map.of("SLI_PROVIDER_NATS_CREDENTIALS_FILE", credentials.toString()));
        print("subscriptions", provider.awaitTrouble("[^\"]*maximum subscriptions exceeded[^\"]*"));

        restart(limited(operator, account, "\"conn\":1"));
        provider.awaitReady();
        Footprint before = Footprint.of(provider.process());

        // It stands still, so that the one connection is another's when it comes back.
        provider.signal("STOP");
        server.stop();
        server.start();
        try (var other = server.connect()) {
            provider.signal("CONT");
            print("connections", provider.awaitTrouble("[^\"]*maximum account active connections exceeded[^\"]*"));
        }
        provider.awaitReady();

        // A server that knows the account by now closes the connection as well, each time.
        restart(limited(operator, account, "\"subs\":0"));
        print("subscriptions-again", provider.awaitTrouble("[^\"]*maximum subscriptions exceeded[^\"]*"));
        int connected = connections();
        Awaitility.await().during(SOME_TIME).atMost(SOME_TIME.multipliedBy(2)).until(() -> true);
        assertThat(connections() - connected)
                .as("the pause between attempts to connect is kept")
                .isLessThan(2 * (int) SOME_TIME.dividedBy(RECONNECT_WAIT));

        restart(limited(operator, account, "\"payload\":4096"));
        provider.awaitReady();
        try (var bus = new Bus(server)) {
            String id = bus.trigger(IntStream.range(0, 60)
                    .mapToObj(number -> "unknown_" + number)
                    .toArray(String[]::new));
            isTold(id, "the server accepts at most 4096 bytes");
            print("payload", "in the log, with the whole answer");
            assertThat(bus.finished(id)).isEmpty();
            bus.awaitFinished(bus.trigger("quick"));
        }
        assertThat(provider.log()).doesNotContain("\tat ", "bug:", Secrets.MARKER);
        before.assertNotLeftBy(provider.process());
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void who_reads_too_slowly_answers_what_it_has_and_goes_on() throws Exception {
        server = new NatsServer(folder.resolve("nats"), "-c", config("max_payload: 1000000, max_pending: 1000000\n"))
                .start();
        try (var bus = new Bus(server)) {
            provider(Map.of(
                            "SLI_PROVIDER_EVENTS_MAX_IN_FLIGHT", "1",
                            "SLI_PROVIDER_EVENTS_MAX_WAITING", "0"))
                    .awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            Footprint before = Footprint.of(provider.process());
            System.out.printf("%n%-46s %8s  %s%n", "slow reader of NATS", "answers", "what is said");

            int asked = prometheus.requests().size();
            String frozen = bus.trigger("slow");
            Awaitility.await().until(() -> prometheus.requests().size() > asked);
            provider.signal("STOP");
            flood(bus, BURST);
            Eventually.await().until(() -> server.log().contains("Slow Consumer"));
            provider.signal("CONT");
            bus.awaitFinished(frozen);
            provider.awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            print(bus, "cut-off", frozen, "cannot be reached");

            String flooded = bus.trigger("slow");
            flood(bus, FLOOD);
            bus.awaitFinished(flooded);
            Eventually.await().until(() -> {
                String id = bus.trigger("quick");
                Awaitility.await().during(Duration.ofMillis(500)).until(() -> true);
                return !bus.finished(id).isEmpty();
            });
            print(bus, "too-much-waits", flooded, "events were dropped because too many wait");
            assertThat(provider.get("/metrics").body())
                    .contains("sli_answers_undelivered_total 0.0", "sli_events_in_flight{task=\"get-sli\"} 0.0");
            assertThat(provider.log()).doesNotContain("\tat ", "bug:", Secrets.MARKER);
            before.assertNotLeftBy(provider.process());
        }
    }

    private int connections() throws IOException {
        return provider.log().split("connected to NATS", -1).length;
    }

    private static void flood(Bus bus, int events) throws Exception {
        for (int i = 0; i < events; i++) {
            ObjectNode event = Bus.event(UUID.randomUUID().toString(), "quick");
            ((ObjectNode) event.path("data")).put("padding", "x".repeat(LARGE));
            bus.send(event);
        }
    }

    private void print(String limit, String said) {
        System.out.printf("nats-account-%-33s %s%n", limit, said);
    }

    private void print(Bus bus, String row, String id, String said) throws IOException {
        assertThat(bus.finished(id)).as(row).hasSize(1);
        assertThat(provider.log()).as(row).contains(said);
        System.out.printf("nats-slow-%-36s %8d  %s%n", row, bus.finished(id).size(), said);
    }

    private void isTold(String id, String why) {
        Eventually.await().until(() -> provider.log()
                .lines()
                .anyMatch(line -> line.contains("get-sli.finished cannot be published: " + why)
                        && line.contains("\"triggeredid\":\"" + id)));
    }

    private void restart(String config) throws IOException {
        server.stop();
        server.arguments("-c", config).start();
    }

    private String limited(NKey operator, NKey account, String limit) throws Exception {
        return config("""
                operator: %s
                resolver: MEMORY
                resolver_preload: { %s: %s }
                """.formatted(
                Jwt.operator(operator), new String(account.getPublicKey()), Jwt.account(operator, account, limit)));
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("nats.conf"), text).toString();
    }

    private Provider provider(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of(
                "NATS_URL",
                server.url(),
                "SLI_PROVIDER_NATS_RECONNECT_WAIT",
                RECONNECT_WAIT.toMillis() + "ms",
                "SLI_PROVIDER_NATS_SETTLE_TIME",
                "300ms"));
        settings.putAll(more);
        provider = Provider.start(folder, prometheus, settings);
        return provider;
    }
}
