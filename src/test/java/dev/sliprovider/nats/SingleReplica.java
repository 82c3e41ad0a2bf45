package dev.sliprovider.nats;

import dev.sliprovider.scenario.FakePrometheus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one replica and one NATS server, which each test makes and starts as it needs them. */
abstract class SingleReplica {

    final FakePrometheus prometheus = new FakePrometheus();

    @TempDir
    Path folder;

    NatsServer server;
    Provider provider;

    @BeforeEach
    void prepareIndicators() throws IOException {
        Provider.prepare(prometheus, folder);
    }

    @AfterEach
    void stop() {
        provider.kill();
        server.stop();
        prometheus.stop();
    }
}
