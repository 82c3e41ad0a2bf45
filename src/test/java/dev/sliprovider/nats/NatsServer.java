package dev.sliprovider.nats;

import dev.sliprovider.cli.ProcessLogs;
import dev.sliprovider.cli.Program;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real nats-server with JetStream on a port of its own; it can be killed, frozen, and started again with its data. */
public final class NatsServer {

    private final Path folder;
    private final int port;
    private List<String> arguments;
    private UnaryOperator<Options.Builder> client = UnaryOperator.identity();
    private Process process;

    public NatsServer(Path folder, String... arguments) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = Program.freePort();
        this.arguments = List.of(arguments);
    }

    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** @param options what {@link #connect} needs besides the address, from now on */
    NatsServer client(UnaryOperator<Options.Builder> options) {
        client = options;
        return this;
    }

    /** @return what it has written since its first start */
    String log() throws IOException {
        return Files.readString(folder.resolve("nats.log"));
    }

    /** From the next start on. */
    NatsServer arguments(String... others) {
        arguments = List.of(others);
        return this;
    }

    public NatsServer start() throws IOException {
        String binary = System.getenv("NATS_SERVER_BIN");
        if (binary == null || !Files.isExecutable(Path.of(binary))) {
            throw new IllegalStateException(
                    "NATS_SERVER_BIN does not name a program; ./dev test fetches nats-server and sets it");
        }
        var command = new ArrayList<>(List.of(binary, "-a", "127.0.0.1", "-p", "" + port));
        if (!arguments.contains("-c")) {
            command.addAll(List.of("-js", "-sd", folder.resolve("data").toString()));
        }
        command.addAll(arguments);
        long before = starts();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("nats.log").toFile()))
                .start();
        ProcessLogs.add("nats-server", folder.resolve("nats.log"), process);
        Eventually.await()
                .failFast("nats-server has ended", () -> !process.isAlive())
                .until(() -> starts() > before);
        return this;
    }

    private long starts() throws IOException {
        return Files.exists(folder.resolve("nats.log"))
                ? log().lines().filter(line -> line.contains("Server is ready")).count()
                : 0;
    }

    /** As a pod that is gone from one moment to the next. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Its disk is gone. */
    void wipe() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    public void stop() {
        if (process != null && process.isAlive()) {
            signal("CONT");
            process.destroy();
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }

    /** A frozen server keeps its connections open and does nothing. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    io.nats.client.Connection connect() throws IOException, InterruptedException {
        return Nats.connect(client.apply(new Options.Builder())
                .server(url())
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(50))
                .errorListener(new io.nats.client.ErrorListener() {})
                .build());
    }
}
