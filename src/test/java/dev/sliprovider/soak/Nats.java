package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.bench.Processes;
import dev.sliprovider.cli.Program;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** A real nats-server with Keptn's stream, and the rest of Keptn at it: who sends events, and who reads the stream. */
final class Nats {

    private static final String STREAM = "keptn";
    private static final Duration KEPT = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long IDLE_MILLIS = 20;

    private final int port = Program.freePort();
    private final Path folder;
    private volatile Process process;
    /** Whether a fault ended it. */
    private volatile boolean ended;

    private final Connection connection;

    Nats(Path folder) throws IOException, InterruptedException, JetStreamApiException {
        this.folder = folder;
        start();
        connection = connect();
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("sh.keptn.>")
                        .maxAge(KEPT)
                        .build());
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    void start() throws IOException {
        String binary = System.getenv().getOrDefault("NATS_SERVER_BIN", "nats-server");
        process = Processes.start(
                Map.of(),
                new ProcessBuilder(
                                binary,
                                "-a",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(port),
                                "-js",
                                "-sd",
                                folder.resolve("jetstream").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                folder.resolve("nats-server.log").toFile())));
        ended = false;
    }

    /** Whether it has ended, and nobody ended it. */
    boolean isGone() {
        return !ended && !process.isAlive();
    }

    /** As a pod that is gone from one moment to the next; its disk stays. */
    void kill() {
        ended = true;
        process.destroyForcibly().onExit().join();
    }

    /** STOP keeps its connections open and does nothing; CONT goes on. */
    void signal(String name) throws IOException, InterruptedException {
        Processes.start(Map.of(), new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())))
                .waitFor();
    }

    /** Returns when the stream has it; a second attempt with the same id is no second event. */
    void toStream(String id, byte[] json) throws IOException, JetStreamApiException {
        var options = PublishOptions.builder().messageId(id).build();
        connection.jetStream().publish(Events.TRIGGERED, json, options);
    }

    /** Returns when the server has it. */
    void toBus(byte[] json) throws TimeoutException, InterruptedException {
        connection.publish(Events.TRIGGERED, json);
        connection.flush(Duration.ofSeconds(5));
    }

    /** Reads all that is in the stream and will be, in a thread of its own, with the time at which it came. */
    void read(BiConsumer<JsonNode, Instant> heard) {
        Thread.ofPlatform().daemon().name("soak-stream").start(() -> {
            try {
                for (long next = 1; true; next++) {
                    MessageInfo message = await(next);
                    heard.accept(
                            Events.JSON.readTree(message.getData()),
                            message.getTime().toInstant());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new IllegalStateException("no JSON in the stream", e);
            }
        });
    }

    private MessageInfo await(long sequence) throws InterruptedException {
        while (true) {
            try {
                return connection.jetStreamManagement().getMessage(STREAM, sequence);
            } catch (JetStreamApiException | IOException | IllegalStateException e) {
                // It is not there yet, or the server is away: a fault, which ends.
            }
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        }
    }

    private Connection connect() throws IOException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return io.nats.client.Nats.connect(new Options.Builder()
                        .server(url())
                        .maxReconnects(-1)
                        .reconnectWait(Duration.ofMillis(50))
                        .errorListener(new ErrorListener() {})
                        .build());
            } catch (IOException e) {
                if (System.nanoTime() > limit) {
                    throw new IOException("nats-server does not listen; see " + folder.resolve("nats-server.log"), e);
                }
                TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
            }
        }
    }
}
