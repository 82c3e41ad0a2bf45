package dev.sliprovider.lighthouse;

import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.nats.Bus;
import dev.sliprovider.nats.NatsServer;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.FakeKubernetes;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.scenario.FakeResourceService;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole Keptn around the evaluation task: a real nats-server, whose events the datastore keeps, and Kubernetes. */
public final class KeptnPeers implements QuarkusTestResourceLifecycleManager {

    static final FakePrometheus PROMETHEUS = new FakePrometheus();
    static final FakeResourceService RESOURCES = new FakeResourceService();

    static Bus bus;
    static FakeKeptn keptn;
    static FakeKubernetes kubernetes;

    private NatsServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = new NatsServer(Files.createTempDirectory(Path.of("target"), "nats")).start();
            bus = new Bus(server);
            keptn = new FakeKeptn();
            bus.connection()
                    .createDispatcher(message -> keptn.store(ExampleEvent.json(message.getData())))
                    .subscribe("sh.keptn.event.>");
            Path folder = Files.createTempDirectory(Path.of("target"), "kubernetes");
            kubernetes = new FakeKubernetes(Authority.in(folder.resolve("ca")), folder.resolve("account"));
            return settings();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings() {
        PROMETHEUS.answers(Map.of(
                "p95", Map.of("vector", List.of(200)),
                "rate", Map.of("vector", List.of(200)),
                "errors", Map.of("vector", List.of(0))));
        URI address = URI.create(kubernetes.url());
        var settings = new HashMap<String, String>();
        settings.put("sli-provider.events.transport", "nats");
        settings.put("sli-provider.events.deadline", "5s");
        settings.put("sli-provider.nats.url", server.url());
        settings.put("sli-provider.prometheus.endpoint", PROMETHEUS.url());
        settings.put("sli-provider.resource.url", RESOURCES.url());
        settings.put("sli-provider.resource.cache-for", "0s");
        settings.put("sli-provider.control-plane.url", keptn.url());
        settings.put("sli-provider.control-plane.ping-interval", "100ms");
        settings.put("sli-provider.lighthouse.enabled", "true");
        settings.put("sli-provider.lighthouse.datastore-url", keptn.url());
        settings.put("sli-provider.lighthouse.check-interval", "50ms");
        settings.put("sli-provider.kubernetes.host", address.getHost());
        settings.put("sli-provider.kubernetes.port", "" + address.getPort());
        settings.put(
                "sli-provider.kubernetes.service-account",
                kubernetes.serviceAccount().toString());
        settings.put("sli-provider.kubernetes.cache-for", "1ms");
        return settings;
    }

    @Override
    public void stop() {
        bus.close();
        server.stop();
        keptn.close();
        kubernetes.close();
        PROMETHEUS.stop();
        RESOURCES.stop();
    }
}
