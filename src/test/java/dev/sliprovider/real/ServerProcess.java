package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A server that was started for the checks of {@link ServersProgram}, with a log of its own. */
final class ServerProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param log where its output goes
     * @param ready URL that answers with 200 as soon as it is ready
     */
    static ServerProcess start(Path log, String ready, List<String> command) throws IOException {
        Files.createDirectories(log.getParent());
        var started = new ServerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        try {
            Eventually.await().ignoreExceptions().until(() -> {
                assertThat(started.process.isAlive()).isTrue();
                return get(ready).statusCode() == 200;
            });
        } catch (ConditionTimeoutException e) {
            started.close();
            throw new IOException("it is not ready: " + command + "\n" + Files.readString(log), e);
        }
        return started;
    }

    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** SIGKILL: it says goodbye to nobody. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        kill();
    }
}
