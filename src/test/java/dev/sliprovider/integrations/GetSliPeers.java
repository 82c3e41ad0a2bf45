package dev.sliprovider.integrations;

import dev.sliprovider.scenario.FakePrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What get-sli needs to answer 41.5 for the indicator {@code good}, whatever brings the events. */
final class GetSliPeers {

    private final FakePrometheus prometheus = new FakePrometheus();

    /** @return the settings, and those of the transport */
    Map<String, String> settings(Map<String, String> transport) throws IOException {
        prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
        Path folder = Files.createTempDirectory(Path.of("target"), "integrations");
        Files.createDirectory(folder.resolve("prometheus"));
        Files.writeString(folder.resolve("prometheus/sli.yaml"), "indicators: {good: sum(good)}\n");
        var settings = new HashMap<>(transport);
        settings.put("sli-provider.prometheus.endpoint", prometheus.url());
        settings.put("sli-provider.resource.directory", folder.toString());
        settings.put("sli-provider.control-plane.disable-registration", "true");
        return settings;
    }

    void stop() {
        prometheus.stop();
    }
}
