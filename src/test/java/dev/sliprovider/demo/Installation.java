package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All that takes part: Prometheus, a NATS server, a control plane that stands in for Keptn's, and two replicas. */
final class Installation {

    static final List<String> REPLICAS = List.of("replica-a", "replica-b");
    static final Duration ACK_WAIT = Duration.ofSeconds(3);
    static final Duration HOLD = Duration.ofSeconds(1);

    private static final String TRIGGERED = "sh.keptn.event.get-sli.triggered";

    private final Servers servers;
    private final Prometheus prometheus;
    private final SlowForward forward;
    private final FakeKeptn controlPlane = new FakeKeptn();
    private final String nats = "nats://127.0.0.1:";
    private final int natsPort = Loopback.freePort();
    private final Map<String, Integer> management = new LinkedHashMap<>();
    private final Map<String, Process> replicas = new ConcurrentHashMap<>();
    private Connection bus;

    Installation(Servers servers) throws IOException {
        this.servers = servers;
        this.prometheus = new Prometheus(servers, Loopback.freePort());
        this.forward = new SlowForward(prometheus.url(), "histogram_quantile", HOLD);
        for (String replica : REPLICAS) {
            management.put(replica, Loopback.freePort());
        }
    }

    FakeKeptn controlPlane() {
        return controlPlane;
    }

    Process replica(String name) {
        return replicas.get(name);
    }

    String managementUrl(String replica) {
        return Loopback.url(management.get(replica));
    }

    /** @param heard is told of every answer on the bus */
    void start(Consumer<JsonNode> heard) throws IOException, InterruptedException, JetStreamApiException {
        Screen.step(
                "starting Prometheus at " + prometheus.url() + ", which scrapes itself and both replicas every second");
        prometheus.start(management.values().stream().mapToInt(port -> port).toArray());
        Screen.step("in front of it at " + forward.url()
                + ": a forward that holds back each query of response_time_p95 for "
                + HOLD.toSeconds() + " s");
        Screen.step("starting nats-server with JetStream at " + nats + natsPort);
        startNats(heard);
        startControlPlane();
        Screen.step("starting " + String.join(" and ", REPLICAS)
                + ", told apart by the source of their answers (SLI_PROVIDER_GET_SLI_SOURCE)");
        Screen.step("what a replica gives no sign of life about for " + ACK_WAIT.toSeconds()
                + " s is delivered again (SLI_PROVIDER_JETSTREAM_ACK_WAIT, usually 30 s)");
        for (String replica : REPLICAS) {
            startReplica(replica);
        }
        for (String replica : REPLICAS) {
            awaitReady(replica);
        }
        servers.await("Prometheus to have samples", () -> prometheus.hasSamples(REPLICAS.size()));
    }

    /** Keptn's shipyard-controller makes the stream; its mongodb-datastore keeps what is on the bus. */
    private void startNats(Consumer<JsonNode> heard) throws IOException, InterruptedException, JetStreamApiException {
        servers.start(
                "nats-server",
                Map.of(),
                System.getenv().getOrDefault("NATS_SERVER_BIN", "nats-server"),
                "-a",
                "127.0.0.1",
                "-p",
                String.valueOf(natsPort),
                "-js",
                "-sd",
                servers.folder().resolve("jetstream").toString());
        servers.await("NATS and its stream keptn with the subjects sh.keptn.>", () -> {
            bus = Nats.connect(new Options.Builder()
                    .server(nats + natsPort)
                    .errorListener(new ErrorListener() {})
                    .build());
            return true;
        });
        bus.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("keptn")
                        .subjects("sh.keptn.>")
                        .build());
        bus.createDispatcher(message -> {
                    JsonNode answer = json(message);
                    controlPlane.store(answer);
                    heard.accept(answer);
                })
                .subscribe("sh.keptn.event.get-sli.started")
                .subscribe("sh.keptn.event.get-sli.finished");
    }

    private static JsonNode json(Message message) {
        try {
            return Events.JSON.readTree(message.getData());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startControlPlane() throws IOException {
        Screen.step("starting a stand-in for Keptn's control plane and resource-service at " + controlPlane.url());
        controlPlane.project("demo");
        for (String level : List.of("demo", "demo/dev", "demo/dev/prometheus")) {
            Path folder = Path.of(Events.EXAMPLE, level.replaceFirst("^demo/?", ""));
            controlPlane.sliYaml(level, Files.readString(folder.resolve("prometheus/sli.yaml")));
        }
        controlPlane.onEvent(event -> {
            if (event.path("type").asText().equals(TRIGGERED)) {
                bus.publish(TRIGGERED, event.toString().getBytes());
            }
        });
    }

    /** They differ in the source of their answers only to be told apart; usually replicas are the same in this too. */
    void startReplica(String name) throws IOException {
        var settings = Map.of(
                "SLI_PROVIDER_EVENTS_TRANSPORT",
                "jetstream",
                "NATS_URL",
                nats + natsPort,
                "SLI_PROVIDER_JETSTREAM_ACK_WAIT",
                ACK_WAIT.toSeconds() + "s",
                "SLI_PROVIDER_CONTROL_PLANE_URL",
                controlPlane.url(),
                "RESOURCE_SERVICE",
                controlPlane.url(),
                "PROMETHEUS_ENDPOINT",
                forward.url(),
                "SLI_PROVIDER_GET_SLI_SOURCE",
                name,
                "K8S_POD_NAME",
                name);
        replicas.put(name, servers.startProvider(name, settings, 0, management.get(name)));
    }

    void awaitReady(String replica) throws InterruptedException {
        String ready = managementUrl(replica) + "/q/health/ready";
        servers.await(replica + " to be ready", () -> Loopback.get(ready).statusCode() == 200);
    }

    /** As lighthouse-service does. */
    void trigger(ObjectNode event) {
        controlPlane.publish(event);
    }

    /** @return whether the stream has nothing that may be delivered, or delivered again */
    boolean isQuiet() throws IOException, JetStreamApiException {
        var consumer = bus.jetStreamManagement().getConsumerInfo("keptn", "prometheus-sli-provider-get-sli");
        return consumer.getNumAckPending() == 0 && consumer.getNumPending() == 0;
    }
}
