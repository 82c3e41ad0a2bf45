import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program at work: starts a real Prometheus and the provider, sends one real event, and shows what comes back.
 * Run it with {@code ./dev demo}; {@code --stay} keeps both servers until Ctrl-C.
 */
public final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path FOLDER = Path.of("target/demo");
    private static final Path EVENT = FOLDER.resolve("get-sli.triggered.json");
    private static final boolean COLOUR = System.console() != null && System.getenv("NO_COLOR") == null;
    private static final long BEGAN = System.nanoTime();

    private final List<Process> processes = new ArrayList<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final int prometheusPort = freePort(19090);
    private final int eventsPort = freePort(18080);
    private final int managementPort = freePort(19000);

    public static void main(String... args) throws Exception {
        var demo = new Demo();
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop));
        demo.run(List.of(args).contains("--stay"));
        System.exit(0);
    }

    private void run(boolean stay) throws Exception {
        prepareFolder();
        HttpServer sink = startSink();
        step("starting Prometheus on port " + prometheusPort + ", which scrapes itself and the provider every second");
        startPrometheus();
        step("starting the provider on port " + eventsPort + " (its metrics: http://127.0.0.1:" + managementPort + "/metrics)");
        startProvider("http://127.0.0.1:" + sink.getAddress().getPort() + "/event");
        await("the provider to be ready", () -> get(url(managementPort) + "/q/health/ready").statusCode() == 200);
        await("Prometheus to have samples", this::hasSamples);

        ObjectNode event = event();
        Files.writeString(EVENT, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event));
        step("sending get-sli.triggered: " + event.path("data").path("get-sli").path("indicators"));
        long sent = System.nanoTime();
        int status = post(event);
        show("get-sli.started", answer());
        JsonNode finished = answer();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        show("get-sli.finished", finished);
        step("HTTP " + status + " at once, then started and finished in " + took + " ms");
        System.out.println();
        table(finished.path("data").path("get-sli").path("indicatorValues"));
        next(stay);
    }

    private void next(boolean stay) throws InterruptedException {
        System.out.println(bold(stay ? "Try next:" : "Try next, while ./dev demo --stay runs in another terminal:"));
        System.out.println("  curl -s -H 'Content-Type: application/cloudevents+json' -H 'Prefer: wait=30' --data @" + EVENT
                + " " + url(eventsPort) + "/events");
        System.out.println("  ./dev run get-sli --sli-dir sli-examples/prometheus-itself --prometheus " + url(prometheusPort)
                + " --project demo --stage dev --service prometheus --timeframe 1m");
        if (stay) {
            System.out.println("Both servers run until Ctrl-C.");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static void prepareFolder() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(FOLDER);
    }

    /** Where answers are posted: the part of a distributor. */
    private HttpServer startSink() throws IOException {
        HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/event", exchange -> {
            answers.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
        return sink;
    }

    private void startPrometheus() throws IOException {
        Files.writeString(FOLDER.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: prometheus
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                - job_name: prometheus-sli-provider
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(prometheusPort, managementPort));
        start("prometheus", Map.of(), System.getenv().getOrDefault("PROMETHEUS_BIN", "prometheus"),
                "--config.file=" + FOLDER.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + FOLDER.resolve("data"),
                "--web.listen-address=127.0.0.1:" + prometheusPort);
    }

    private void startProvider(String sink) throws IOException {
        Map<String, String> settings = Map.of(
                "PROMETHEUS_ENDPOINT", url(prometheusPort),
                "K_SINK", sink,
                "SLI_PROVIDER_RESOURCE_DIRECTORY", "sli-examples/prometheus-itself");
        start("provider", settings, ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "target/quarkus-app/quarkus-run.jar", "serve",
                "--port=" + eventsPort, "--management-port=" + managementPort);
    }

    private void start(String name, Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        processes.add(builder.start());
    }

    private void stop() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join());
    }

    /** Also makes the traffic that the indicators are about, some of it bad. */
    private boolean hasSamples() throws Exception {
        get(url(prometheusPort) + "/api/v1/query?query=up");
        get(url(prometheusPort) + "/api/v1/query?query=)");
        return value("count_over_time(up{job=\"prometheus\"}[1m])") >= 6
                && value("sum_over_time(up{job=\"prometheus-sli-provider\"}[1m])") >= 1
                && value("sum(increase(prometheus_http_requests_total{code=~\"4..\"}[1m]))") > 0;
    }

    private double value(String query) throws Exception {
        String body = get(url(prometheusPort) + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).body();
        return JSON.readTree(body).at("/data/result/0/value/1").asDouble();
    }

    private static ObjectNode event() throws IOException {
        var event = (ObjectNode) JSON.readTree(Path.of("sli-examples/prometheus-itself/get-sli.triggered.json").toFile());
        Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        event.put("id", UUID.randomUUID().toString());
        event.put("shkeptncontext", UUID.randomUUID().toString());
        event.put("time", end.toString());
        var getSli = (ObjectNode) event.path("data").path("get-sli");
        getSli.put("start", end.minusSeconds(60).toString());
        getSli.put("end", end.toString());
        return event;
    }

    private int post(ObjectNode event) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(eventsPort) + "/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private JsonNode answer() throws InterruptedException {
        JsonNode answer = answers.poll(70, TimeUnit.SECONDS);
        return answer == null ? fail("no answer came within 70 s; see " + FOLDER.resolve("provider.log")) : answer;
    }

    private static void show(String name, JsonNode event) throws IOException {
        System.out.println();
        System.out.println(bold(name));
        System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event));
        System.out.println();
    }

    private static void table(JsonNode entries) {
        String row = "%-18s  %-22s  %4s  %s%n";
        System.out.print(bold(row.formatted("INDICATOR", "VALUE OR REASON", "MS", "QUERY")));
        for (JsonNode entry : entries) {
            boolean success = entry.path("success").asBoolean();
            String reason = entry.path("message").asText().replaceFirst("^[^:]*: (the query )?", "").split("[;.]")[0];
            String result = "%-22s".formatted(success ? entry.path("value").asText() : reason);
            System.out.printf(row, entry.path("metric").asText(), colour(success ? 32 : 31, result),
                    entry.path("milliseconds").asText("-"), entry.path("query").asText("-").replaceAll("\\s+", " "));
        }
        System.out.println();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        step("waiting for " + what);
        Instant limit = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(limit)) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (Exception e) {
                // Not up yet; the time limit decides.
            }
            processes.stream().filter(process -> !process.isAlive()).findFirst().ifPresent(dead ->
                    fail("a server ended with exit code " + dead.exitValue() + "; see the logs in " + FOLDER));
            Thread.sleep(250);
        }
        fail("60 s were not enough for " + what + "; see the logs in " + FOLDER);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The preferred port if nobody has it, so that the lines at the end stay the same from run to run. */
    private static int freePort(int preferred) {
        for (int port : new int[] {preferred, 0}) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: any other will do.
            }
        }
        return fail("there is no free port on 127.0.0.1");
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static <T> T fail(String message) {
        System.err.println("demo: " + message);
        System.exit(1);
        throw new IllegalStateException(message);
    }

    private static void step(String text) {
        System.out.printf("[%4.1f s] %s%n", (System.nanoTime() - BEGAN) / 1e9, text);
    }

    private static String bold(String text) {
        return colour(1, text);
    }

    private static String colour(int code, String text) {
        return COLOUR ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
