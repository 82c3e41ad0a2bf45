package dev.sliprovider.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.Program;
import dev.sliprovider.nats.Bus;
import dev.sliprovider.nats.NatsServer;
import dev.sliprovider.scenario.FakeSink;
import dev.sliprovider.secrets.Written;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeSink sink = new FakeSink();
    private final Map<String, Instant> sent = new ConcurrentHashMap<>();
    private final Map<String, Duration> arrived = new ConcurrentHashMap<>();
    private final Transport transport;
    private final Path log;
    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final NatsServer server;
    private final Bus bus;
    private final Process process;

    /** @param more settings */
    Provider(Transport transport, Path folder, Map<String, String> more) throws Exception {
        this.transport = transport;
        server = new NatsServer(folder.resolve("nats")).start();
        bus = new Bus(server);
        log = folder.resolve("log");
        var settings = new HashMap<>(Map.of(
                "SLI_PROVIDER_RESOURCE_TIMEOUT", "1500ms",
                "SLI_PROVIDER_RESOURCE_RETRIES", "2",
                "SLI_PROVIDER_ENDPOINTS_DIRECTORY", folder.resolve("endpoints").toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "1500ms",
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
        process = Program.start(settings, log, "serve", "--port=" + port, "--management-port=" + management);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").statusCode() == 200);
    }

    /** @return the id of the event, which asks for both indicators */
    String trigger(String project) throws Exception {
        String id = UUID.randomUUID().toString();
        ObjectNode event = Bus.event(id, "faulty", "well");
        ((ObjectNode) event.path("data")).put("project", project);
        sent.put(id, Instant.now());
        switch (transport) {
            case NATS -> bus.send(event);
            case HTTP -> {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event.toString()));
                http.send(request.build(), Written.answer());
            }
        }
        return id;
    }

    /** Waits until all have an answer, or the time is over. */
    void awaitAnswers(Collection<String> ids) {
        long end = System.nanoTime() + DEADLINE.plus(SLACK).multipliedBy(2).toNanos();
        Instant allSent = Instant.now();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
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
        return process;
    }

    String metrics() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path));
        return http.send(request.build(), Written.answer());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        sink.stop();
        bus.close();
        server.stop();
        http.close();
    }
}
