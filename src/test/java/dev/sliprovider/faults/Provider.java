package dev.sliprovider.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.Service;
import dev.sliprovider.nats.Bus;
import dev.sliprovider.nats.NatsServer;
import dev.sliprovider.scenario.FakeSink;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The packaged program between faulty peers, and who asks it over one transport. */
final class Provider implements AutoCloseable {

    /** How events come and answers go. */
    enum Transport {
        HTTP,
        NATS
    }

    /**
     * What came of an event.
     *
     * @param answers every finished event
     * @param after from the sending of the event to the making of the first of them; if that came late, how late
     */
    record Told(List<JsonNode> answers, Duration after) {}

    static final Duration DEADLINE = Duration.ofSeconds(8);

    /** For a busy machine: what is asserted is that the deadline holds, not how exactly. */
    static final Duration SLACK = Duration.ofSeconds(3);

    private final FakeSink sink = new FakeSink();
    private final Map<String, Instant> sent = new ConcurrentHashMap<>();
    private final Map<String, Duration> arrived = new ConcurrentHashMap<>();
    private final Transport transport;
    private final NatsServer server;
    private final Bus bus;
    private final Service service;

    /** @param more settings */
    Provider(Transport transport, Path folder, Map<String, String> more) throws Exception {
        this.transport = transport;
        server = new NatsServer(folder.resolve("nats")).start();
        bus = new Bus(server);
        var settings = new HashMap<>(Map.of(
                "SLI_PROVIDER_RESOURCE_TIMEOUT", "2000ms",
                "SLI_PROVIDER_RESOURCE_RETRIES", "2",
                "SLI_PROVIDER_ENDPOINTS_DIRECTORY", folder.resolve("endpoints").toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "2000ms",
                "SLI_PROVIDER_PROMETHEUS_RETRIES", "1",
                // Each row is to have a connection of its own.
                "SLI_PROVIDER_PROMETHEUS_CONCURRENCY", "200",
                "SLI_PROVIDER_EVENTS_DEADLINE", DEADLINE.toSeconds() + "s",
                "PROMETHEUS_ENDPOINT", "http://127.0.0.1:9",
                "DISABLE_REGISTRATION", "true",
                "NATS_URL", server.url()));
        settings.putAll(more);
        if (transport == Transport.HTTP) {
            settings.putIfAbsent("K_SINK", sink.url() + "/event");
        }
        service = new Service(folder, settings).awaitReady();
    }

    /** @return the id of the event, which asks for both indicators */
    String trigger(String project) throws Exception {
        String id = UUID.randomUUID().toString();
        ObjectNode event = Bus.event(id, "faulty", "well");
        ((ObjectNode) event.path("data")).put("project", project);
        sent.put(id, Instant.now());
        switch (transport) {
            case NATS -> bus.send(event);
            case HTTP -> service.post(event.toString());
        }
        return id;
    }

    /** Waits until all have an answer, or the time is over. */
    void awaitAnswers(Collection<String> ids) {
        long end = System.nanoTime() + DEADLINE.plus(SLACK).multipliedBy(2).toNanos();
        Instant allSent = Instant.now();
        Eventually.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            ids.stream()
                    .filter(id -> !finished(id).isEmpty())
                    .forEach(id -> arrived.putIfAbsent(id, Duration.between(allSent, Instant.now())));
            return arrived.keySet().containsAll(ids) || System.nanoTime() > end;
        });
    }

    /** Waits a moment for second answers. @return what came of these events */
    Map<String, Told> told(Collection<String> ids) {
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        var told = new HashMap<String, Told>();
        ids.forEach(
                id -> told.put(id, new Told(finished(id), after(id, arrived.getOrDefault(id, Duration.ofDays(1))))));
        return told;
    }

    /**
     * By the time of the answer, since those that come first are looked at only when all events are sent; and by when it
     * was here, counted from there, since an answer can be made early and sent late.
     */
    private Duration after(String id, Duration arrived) {
        return finished(id).stream()
                .findFirst()
                .map(answer -> Duration.between(
                        sent.get(id),
                        OffsetDateTime.parse(answer.path("time").asText()).toInstant()))
                .map(made -> made.compareTo(arrived) > 0 ? made : arrived)
                .orElse(Duration.ofDays(1));
    }

    private List<JsonNode> finished(String id) {
        return switch (transport) {
            case NATS -> bus.finished(id);
            case HTTP ->
                sink.answersTo(id).stream()
                        .filter(event -> event.path("type").asText().endsWith(".finished"))
                        .toList();
        };
    }

    Process process() {
        return service.process();
    }

    String metrics() throws IOException, InterruptedException {
        return service.metrics();
    }

    String log() throws IOException {
        return service.log();
    }

    @Override
    public void close() {
        service.close();
        sink.stop();
        bus.close();
        server.stop();
    }
}
