package dev.sliprovider.bench;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process that serves. */
final class Provider {

    /** More than 100 events of 5 indicators want at once; each is a connection of its own. */
    static final int AMPLE = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final long began = System.nanoTime();
    private final int managementPort = Program.freePort();
    private final Process process;
    private final double millisecondsToReady;
    private final LoadDriver driver;

    /**
     * Returns when it is ready.
     *
     * @param concurrency how many queries it sends at once
     */
    Provider(Subject subject, BackendProcess backend, int concurrency) throws IOException, InterruptedException {
        int port = Program.freePort();
        process = Processes.start(
                "provider",
                Map.of(
                        "PROMETHEUS_ENDPOINT", backend.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                                Events.writeConfiguration().toString(),
                        "SLI_PROVIDER_PROMETHEUS_CONCURRENCY", Integer.toString(concurrency),
                        "QUARKUS_LOG_CONSOLE_STDERR", "true"),
                subject.command("serve", "--transport=http", "--port=" + port, "--management-port=" + managementPort));
        awaitReady();
        millisecondsToReady = millisecondsSince(began);
        driver = new LoadDriver(port);
    }

    static double millisecondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e6;
    }

    LoadDriver driver() {
        return driver;
    }

    double millisecondsToReady() {
        return millisecondsToReady;
    }

    double millisecondsSinceStart() {
        return millisecondsSince(began);
    }

    double residentMegabytes() throws IOException {
        return Processes.residentMegabytes(process.pid());
    }

    double cpuMilliseconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** SIGTERM. @return milliseconds until it is gone */
    double stop() throws InterruptedException {
        long told = System.nanoTime();
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        double took = millisecondsSince(told);
        driver.close();
        return took;
    }

    private void awaitReady() throws IOException, InterruptedException {
        while (!isReady()) {
            if (!process.isAlive() || millisecondsSince(began) > PATIENCE.toMillis()) {
                throw new IOException("the provider is not ready; see " + Processes.FOLDER.resolve("provider.log"));
            }
            // A short interval of the checks, because the start time is measured.
            Thread.sleep(5);
        }
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            // Not up yet; the time limit decides.
            return false;
        }
    }
}
