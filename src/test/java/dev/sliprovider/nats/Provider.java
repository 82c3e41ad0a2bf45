package dev.sliprovider.nats;

import dev.sliprovider.cli.Program;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.secrets.Written;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One replica of the packaged program that reads sli.yaml from a folder and takes part in the bus. */
final class Provider {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path log;
    private final int management;
    private final Process process;

    private Provider(Path log, int management, Process process) {
        this.log = log;
        this.management = management;
        this.process = process;
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
        int management = Program.freePort();
        var settings = new HashMap<>(Map.of(
                "PROMETHEUS_ENDPOINT", prometheus.url().replace("//", "//reader:" + Secrets.MARKER + "@"),
                "SLI_PROVIDER_RESOURCE_DIRECTORY", folder.toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "30s",
                "SLI_PROVIDER_PROMETHEUS_CONCURRENCY", "100",
                "SLI_PROVIDER_NATS_RECONNECT_WAIT", "100ms",
                "SLI_PROVIDER_NATS_SETTLE_TIME", "1s",
                "DISABLE_REGISTRATION", "true"));
        settings.putAll(more);
        Path log = folder.resolve("provider-" + management + ".log");
        return new Provider(
                log, management, Program.start(settings, log, "serve", "--port=0", "--management-port=" + management));
    }

    Provider awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> status("/q/health/ready") == 200);
        return this;
    }

    void awaitNotReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> status("/q/health/ready") == 503);
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .timeout(Duration.ofSeconds(5));
        return HTTP.send(request.build(), Written.answer());
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    Process process() {
        return process;
    }

    /** @return what readiness says that matches this, as soon as it does */
    String awaitTrouble(String pattern) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> Pattern.compile(pattern)
                                .matcher(get("/q/health/ready").body())
                                .results()
                                .map(MatchResult::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until it has the values that were asked for, so often since its start; the answer need not be out. */
    void awaitRetrieved(int events) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> log().split(": (succeeded|errored)/", -1).length > events);
    }

    /** Waits until it works on no event. */
    void awaitIdle() {
        awaitMetric("sli_events_in_flight 0.0");
    }

    /** Waits until this is a line of its metrics. */
    void awaitMetric(String line) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/metrics").body().lines().anyMatch(line::equals));
    }

    /** SIGTERM. */
    boolean terminate(Duration within) throws InterruptedException {
        process.destroy();
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that is stopped reads nothing and keeps its connections open. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    void sigterm() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
