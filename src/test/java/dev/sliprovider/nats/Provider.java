package dev.sliprovider.nats;

import dev.sliprovider.cli.Service;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One replica of the packaged program that reads sli.yaml from a folder and takes part in the bus. */
final class Provider extends Service {

    private Provider(Path folder, Map<String, String> settings) throws IOException {
        super(folder, settings);
    }

    /** What every test asks for: quick, slow (1.5 s) and hung (20 s). */
    static void prepare(FakePrometheus prometheus, Path folder) throws IOException {
        prometheus.answers(Map.of(
                "quick", Map.of("vector", List.of(41.5)),
                "slow", Map.of("vector", List.of(2.5), "delay", 1500),
                "long", Map.of("vector", List.of(3.5), "delay", 6000),
                "hung", Map.of("vector", List.of(1), "delay", 20_000)));
        Files.createDirectories(folder.resolve("prometheus"));
        Files.writeString(
                folder.resolve("prometheus/sli.yaml"),
                "indicators: {quick: quick, slow: slow, long: long, hung: hung}\n");
    }

    static Provider start(Path folder, FakePrometheus prometheus, Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT", prometheus.url().replace("//", "//reader:" + Secrets.MARKER + "@"),
                "SLI_PROVIDER_RESOURCE_DIRECTORY", folder.toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "30s",
                "SLI_PROVIDER_PROMETHEUS_CONCURRENCY", "100",
                "SLI_PROVIDER_NATS_RECONNECT_WAIT", "100ms",
                "SLI_PROVIDER_NATS_SETTLE_TIME", "1s",
                "DISABLE_REGISTRATION", "true"));
        settings.putAll(more);
        return new Provider(folder, settings);
    }

    @Override
    public Provider awaitReady() {
        super.awaitReady();
        return this;
    }

    /** Waits until it has the values that were asked for, so often since its start; the answer need not be out. */
    void awaitRetrieved(int events) {
        Eventually.await().until(() -> log().split(": (succeeded|errored)/", -1).length > events);
    }
}
