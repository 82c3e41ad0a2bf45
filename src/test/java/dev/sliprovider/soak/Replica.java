package dev.sliprovider.soak;

import dev.sliprovider.bench.Processes;
import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged program as a process that takes events in one way. */
final class Replica {

    /** Kubernetes waits so long, too (docs/operations.md, "Stopping"). */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Map<String, String> settings;
    private final Path log;
    private final int port = Program.freePort();
    private final int managementPort = Program.freePort();
    private volatile Process process;
    /** Whether a fault ended it, or the end of the run. */
    private volatile boolean ended;

    Replica(String name, Path folder, Map<String, String> settings) throws IOException {
        this.name = name;
        this.settings = settings;
        this.log = folder.resolve(name + ".log");
        start();
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void start() throws IOException {
        process = Processes.start(
                settings,
                new ProcessBuilder(Program.command("serve", "--port=" + port, "--management-port=" + managementPort))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        ended = false;
    }

    /** SIGKILL. */
    void kill() {
        ended = true;
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. @return whether it ended in the time that Kubernetes gives it */
    boolean terminate() throws InterruptedException {
        ended = true;
        process.destroy();
        return process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether it has ended, and nobody ended it. */
    boolean isGone() {
        return !ended && !process.isAlive();
    }

    /** The executable knows no jcmd. */
    static boolean hasHeap() {
        return Program.isJar();
    }

    boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(LONGEST_ANSWER);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What it takes now; numbers that cannot be had are none.
     *
     * @param collect whether to look what a collection leaves of the heap
     */
    Sample sample(boolean collect) throws IOException, InterruptedException {
        double live = collect ? liveMegabytes() : Double.NaN;
        return new Sample(Processes.residentMegabytes(process.pid()), live, threads(), descriptors());
    }

    private double threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.count();
        }
    }

    private double descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return descriptors.count();
        }
    }

    /** What is left of the heap after a collection; jcmd asks for one. */
    private double liveMegabytes() throws IOException, InterruptedException {
        if (!hasHeap() || !Files.isExecutable(JCMD)) {
            return Double.NaN;
        }
        Process histogram = Processes.start(
                Map.of(),
                new ProcessBuilder(
                                JCMD.toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-J-XX:+UseSerialGC",
                                Long.toString(process.pid()),
                                "GC.class_histogram")
                        .redirectErrorStream(true));
        String output = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        histogram.waitFor();
        Matcher live = LIVE.matcher(output);
        return live.find() ? Double.parseDouble(live.group(1)) / (1 << 20) : Double.NaN;
    }
}
