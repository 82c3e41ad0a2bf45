package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.cli.Program;
import dev.sliprovider.soak.Ledger.Way;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that takes part: every peer of the program, and a replica or two for each way in which events come. */
final class Installation {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;
    private static final int ACCEPTED = 202;

    private final Ledger ledger;
    private final Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Keptn controlPlane;
    private final Keptn resourceService;
    private final Keptn sink;
    private final Keptn api;
    private final StubPrometheus prometheus;
    private final Nats nats;
    private final List<Replica> steady;
    private final Replica other;
    private final TransportLoad jetStream;
    private final TransportLoad core;
    private final TransportLoad pushed;
    private final TransportLoad polled;

    Installation(Ledger ledger, Path folder) throws IOException, InterruptedException, JetStreamApiException {
        this.ledger = ledger;
        this.folder = folder;
        Consumer<JsonNode> posted = event -> {
            if (!event.path("type").asText().equals(Events.TRIGGERED)) {
                ledger.heard(event, Instant.now());
            }
        };
        controlPlane = new Keptn(event -> {});
        resourceService = new Keptn(event -> {});
        sink = new Keptn(posted);
        api = new Keptn(posted);
        prometheus = new StubPrometheus(Program.freePort());
        nats = new Nats(folder);
        nats.read((event, at) -> {
            if (!event.path("type").asText().equals(Events.TRIGGERED)) {
                ledger.heard(event, at);
            }
        });
        // 3 s until an event of a replica that is gone is delivered again, 10 s if nobody could tell whether it was
        // answered.
        jetStream = lane("jetstream", 4, 15, false, nats::toStream);
        core = lane("nats", 3, 8, true, (id, json) -> nats.toBus(json));
        // An answer that was refused is posted again after up to 10 s.
        pushed = lane("http", 3, 12, true, (id, json) -> post(json));
        polled = lane("polling", 1, 15, false, (id, json) -> api.publish(Events.JSON.readTree(json)));
        Replica first = replica("jetstream", "jetstream-a", onBus("jetstream"));
        other = replica("jetstream", "jetstream-b", onBus("jetstream"));
        steady = List.of(
                first,
                replica("nats", "nats", onBus("nats")),
                replica("http", "http", Map.of("K_SINK", sink.url() + "/v1/event")),
                replica(
                        "polling",
                        "polling",
                        Map.of(
                                "KEPTN_API_ENDPOINT", api.url() + "/api",
                                "KEPTN_API_TOKEN", "tr0ub4dor-api-token",
                                "SLI_PROVIDER_POLLING_INTERVAL", "1s")));
    }

    private TransportLoad lane(
            String name, double rate, int recoverySeconds, boolean repeats, TransportLoad.Delivery delivery) {
        var way = new Way(name, new Outages(), Duration.ofSeconds(recoverySeconds));
        return new TransportLoad(way, delivery, ledger, rate, repeats);
    }

    private Map<String, String> onBus(String name) {
        return Map.of(
                "NATS_URL",
                nats.url(),
                "SLI_PROVIDER_NATS_SETTLE_TIME",
                "1s",
                "SLI_PROVIDER_NATS_RECONNECT_WAIT",
                "200ms",
                "SLI_PROVIDER_JETSTREAM_ACK_WAIT",
                "3s",
                "SLI_PROVIDER_CONTROL_PLANE_NAME",
                name,
                "SLI_PROVIDER_CONTROL_PLANE_URL",
                controlPlane.url());
    }

    private Replica replica(String transport, String name, Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of(
                "SLI_PROVIDER_EVENTS_TRANSPORT",
                transport,
                "SLI_PROVIDER_EVENTS_DEADLINE",
                Ledger.DEADLINE.toSeconds() + "s",
                "SLI_PROVIDER_GET_SLI_PROVIDER",
                transport,
                "RESOURCE_SERVICE",
                resourceService.url(),
                "SLI_PROVIDER_RESOURCE_TIMEOUT",
                "2s",
                "PROMETHEUS_ENDPOINT",
                prometheus.url(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT",
                "2s",
                "SLI_PROVIDER_PROMETHEUS_RETRIES",
                "1",
                // A heap without a limit takes what the machine has before it collects anything.
                "JAVA_TOOL_OPTIONS",
                "-Xmx192m"));
        settings.putAll(more);
        return new Replica(name, folder, settings);
    }

    private void post(byte[] event) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(steady.get(2).url() + "/events"))
                .header("Content-Type", "application/cloudevents+json")
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofByteArray(event));
        int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != ACCEPTED) {
            throw new IOException("HTTP " + status);
        }
    }

    Keptn controlPlane() {
        return controlPlane;
    }

    Keptn resourceService() {
        return resourceService;
    }

    Keptn sink() {
        return sink;
    }

    Keptn api() {
        return api;
    }

    StubPrometheus prometheus() {
        return prometheus;
    }

    Nats nats() {
        return nats;
    }

    /** Those that nobody ends: what they take is looked at. */
    List<Replica> steady() {
        return steady;
    }

    /** The one beside jetstream-a that is killed and started again. */
    Replica other() {
        return other;
    }

    List<TransportLoad> lanes() {
        return List.of(jetStream, core, pushed, polled);
    }

    TransportLoad jetStream() {
        return jetStream;
    }

    TransportLoad core() {
        return core;
    }

    TransportLoad pushed() {
        return pushed;
    }

    TransportLoad polled() {
        return polled;
    }

    List<Replica> replicas() {
        return Stream.concat(steady.stream(), Stream.of(other)).toList();
    }

    /** @return the names of the processes that have ended although nobody ended them */
    List<String> gone() {
        Stream<String> replicas = replicas().stream().filter(Replica::isGone).map(Replica::name);
        return Stream.concat(replicas, Stream.of("nats-server").filter(name -> nats.isGone()))
                .toList();
    }

    /** @return the names of those that are not ready after a minute */
    List<String> awaitReady() throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        List<Replica> left = replicas();
        while (!left.isEmpty() && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            left = notReady(left);
        }
        return left.stream().map(Replica::name).toList();
    }

    private static List<Replica> notReady(List<Replica> replicas) throws InterruptedException {
        var left = new ArrayList<Replica>();
        for (Replica replica : replicas) {
            if (!replica.isReady()) {
                left.add(replica);
            }
        }
        return left;
    }
}
