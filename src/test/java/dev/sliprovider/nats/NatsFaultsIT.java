package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.faults.Extent;
import dev.sliprovider.faults.FaultyLink;
import dev.sliprovider.faults.FaultyLink.Trouble;
import dev.sliprovider.faults.Footprint;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every {@link Trouble} on the line to a real nats-server while an event is worked on: its answer arrives once when the line
 * is well again, and events go on. And what the server itself refuses for good: that is told, with the whole answer.
 */
class NatsFaultsIT extends SingleReplica {

    /** Longer than it takes to notice that nobody answers. */
    private static final Duration LASTS = Duration.ofMillis(1800);

    @BeforeEach
    void prepare() {
        prometheus.answers(Map.of(
                "quick", Map.of("vector", List.of(41.5)),
                "slow", Map.of("vector", List.of(2.5), "delay", 400)));
    }

    @Test
    void whatever_is_the_matter_with_the_line_each_event_has_one_answer_when_it_is_well() throws Exception {
        server = new NatsServer(folder.resolve("nats")).start();
        try (var line = new FaultyLink(server.port());
                var bus = new Bus(server)) {
            bus.createStream();
            start("nats://127.0.0.1:" + line.port(), Map.of());
            provider.awaitReady();
            bus.awaitFinished(bus.trigger("quick"));
            Footprint footprint = Footprint.of(provider.process());
            System.out.printf("%n%-46s %8s %7s%n", "fault of the line to NATS", "answers", "ms");
            for (Trouble trouble : Extent.of(List.of(Trouble.values()))) {
                int before = prometheus.requests().size();
                long began = System.nanoTime();
                String id = bus.trigger("slow");
                Eventually.await().until(() -> prometheus.requests().size() > before);
                line.trouble(trouble);
                if (trouble != Trouble.NONE) {
                    Awaitility.await()
                            .during(LASTS)
                            .atMost(LASTS.multipliedBy(2))
                            .until(() -> true);
                }
                line.trouble(Trouble.NONE);
                bus.awaitFinished(id);
                Duration after = Duration.ofNanos(System.nanoTime() - began);
                provider.awaitReady();
                bus.awaitFinished(bus.trigger("quick"));
                System.out.printf(
                        "nats-%-41s %8d %7d%n",
                        trouble.name().toLowerCase().replace('_', '-'),
                        bus.finished(id).size(),
                        after.toMillis());
                assertThat(bus.finished(id)).as("%s", trouble).hasSize(1);
                assertThat(bus.finished(id)
                                .getFirst()
                                .at("/data/get-sli/indicatorValues/0/value")
                                .asDouble())
                        .as("%s", trouble)
                        .isEqualTo(2.5);
            }
            assertThat(provider.get("/metrics").body())
                    .contains("sli_answers_undelivered_total 0.0", "sli_events_in_flight{task=\"get-sli\"} 0.0");
            assertThat(provider.log()).doesNotContain("\tat ", "bug:", Secrets.MARKER);
            footprint.assertNotLeftBy(provider.process());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void what_the_server_takes_from_nobody_is_told_with_the_whole_answer() throws Exception {
        server = new NatsServer(folder.resolve("nats"), "-c", config("max_payload: 4096")).start();
        try (var bus = new Bus(server)) {
            start(server.url(), Map.of());
            provider.awaitReady();
            String id = bus.trigger(IntStream.range(0, 60)
                    .mapToObj(number -> "unknown_" + number)
                    .toArray(String[]::new));
            isTold(id, "the server accepts at most 4096 bytes");
            assertThat(bus.finished(id)).isEmpty();
            bus.awaitFinished(bus.trigger("quick"));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void a_server_that_takes_no_more_connections_is_told_and_waited_for() throws Exception {
        server = new NatsServer(folder.resolve("nats"), "-c", config("max_connections: 1")).start();
        try (var other = server.connect()) {
            start(server.url(), Map.of());
            provider.awaitNotReady();
            Eventually.await()
                    .ignoreExceptions()
                    .until(() ->
                            provider.get("/q/health/ready").body().toLowerCase().contains("maximum connections"));
        }
        provider.awaitReady();
        assertThat(provider.log()).doesNotContain("\tat ", "bug:");
    }

    @Test
    void a_name_that_is_unknown_is_told_by_the_probe() throws Exception {
        server = new NatsServer(folder.resolve("nats"));
        start("nats://nats.invalid:4222", Map.of());
        provider.awaitNotReady();
        Eventually.await().ignoreExceptions().until(() -> provider.get("/q/health/ready")
                .body()
                .matches("(?s).*NATS at nats://nats.invalid:4222 cannot be reached: (?!no answer yet).*"));
        assertThat(provider.log()).contains("nats.invalid").doesNotContain("\tat ", "bug:");
    }

    private void isTold(String id, String why) {
        Eventually.await().until(() -> provider.log()
                .lines()
                .anyMatch(line -> line.contains("get-sli.finished cannot be published: " + why)
                        && line.contains("\"triggeredid\":\"" + id)));
    }

    private String config(String more) throws Exception {
        return Files.writeString(folder.resolve("nats.conf"), more + "\n").toString();
    }

    private void start(String url, Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of(
                "NATS_URL", url,
                "SLI_PROVIDER_NATS_PING_INTERVAL", "400ms",
                "SLI_PROVIDER_NATS_CONNECT_TIMEOUT", "500ms",
                "SLI_PROVIDER_NATS_SETTLE_TIME", "300ms"));
        settings.putAll(more);
        provider = Provider.start(folder, prometheus, settings);
    }
}
