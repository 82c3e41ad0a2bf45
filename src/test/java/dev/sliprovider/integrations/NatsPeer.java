package dev.sliprovider.integrations;

import dev.sliprovider.nats.Bus;
import dev.sliprovider.nats.NatsServer;
import io.nats.client.JetStreamApiException;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real nats-server with Keptn's stream. */
public final class NatsPeer implements QuarkusTestResourceLifecycleManager {

    static Bus bus;

    private final GetSliPeers getSli = new GetSliPeers();
    private NatsServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = new NatsServer(Files.createTempDirectory(Path.of("target"), "nats")).start();
            bus = new Bus(server);
            bus.createStream();
            return getSli.settings(Map.of("sli-provider.nats.url", server.url()));
        } catch (IOException | InterruptedException | JetStreamApiException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        bus.close();
        getSli.stop();
        server.stop();
    }
}
