package dev.sliprovider.cli;

import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** The packaged program as a service on ports of its own: it gets events, is asked how it is, signalled, and stopped. */
public class Service implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(75);

    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final Path log;
    private final Process process;

    /**
     * Starts it and waits for nothing.
     *
     * @param folder where its log is kept
     * @param settings as environment variables
     * @param options of {@code serve}, besides the ports
     */
    public Service(Path folder, Map<String, String> settings, String... options) throws IOException {
        log = folder.resolve("service-" + management + ".log");
        String[] arguments = Stream.concat(
                        Stream.of("serve", "--port=" + port, "--management-port=" + management), Stream.of(options))
                .toArray(String[]::new);
        process = Program.start(settings, log, arguments);
    }

    /** @return the address of the port for events, the gate and the pages, without a path */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Process process() {
        return process;
    }

    /** @return what it has written so far */
    public String log() throws IOException {
        // The last line may end in the middle of a character.
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    /** @return a request with this event, structured JSON, which is not sent yet */
    public HttpRequest.Builder event(String event) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event));
    }

    /** Sends an event. */
    public HttpResponse<String> post(String event) throws IOException, InterruptedException {
        return HTTP.send(event(event).build(), ProgramOutput.answer());
    }

    /** Asks it how it is. @param path such as {@code /metrics} */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .timeout(Duration.ofSeconds(5));
        return HTTP.send(request.build(), ProgramOutput.answer());
    }

    public int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    public String metrics() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    /** Waits until the probe of readiness says yes. */
    public Service awaitReady() {
        return awaitHealth(answer -> answer.statusCode() == 200);
    }

    /** Waits until the probe of readiness says no. */
    public Service awaitNotReady() {
        return awaitHealth(answer -> answer.statusCode() == 503);
    }

    /** Waits until the answer of the probe of readiness is such. */
    public Service awaitHealth(Predicate<HttpResponse<String>> wanted) {
        alive().until(() -> wanted.test(get("/q/health/ready")));
        return this;
    }

    /** @return what readiness says that matches this, as soon as it does */
    public String awaitTrouble(String pattern) {
        return alive().until(
                        () -> Pattern.compile(pattern)
                                .matcher(get("/q/health/ready").body())
                                .results()
                                .map(MatchResult::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until this is a line of its metrics. */
    public void awaitMetric(String line) {
        alive().until(() -> metrics().lines().anyMatch(line::equals));
    }

    /** Waits until it works on no event. */
    public void awaitIdle() {
        alive().until(() -> metrics()
                .lines()
                .filter(line -> line.startsWith("sli_events_in_flight{"))
                .allMatch(line -> line.endsWith(" 0.0")));
    }

    /** Waits until its log has this. */
    public void awaitLog(String text) {
        Eventually.await().ignoreExceptions().until(() -> log().contains(text));
    }

    /** SIGTERM. */
    public void sigterm() {
        process.destroy();
    }

    /** SIGTERM. @return whether it ended in this time */
    public boolean terminate(Duration within) throws InterruptedException {
        sigterm();
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param name such as STOP: it reads nothing then and keeps its connections open */
    public void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** A program that has ended answers no more: something else may on its port. */
    private ConditionFactory alive() {
        return Eventually.await().ignoreExceptions().failFast("the program has ended", () -> !process.isAlive());
    }
}
