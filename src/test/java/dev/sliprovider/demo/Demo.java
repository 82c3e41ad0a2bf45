package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The program at work: starts a real Prometheus and the provider, sends one real event, and shows what comes back.
 * Run it with {@code ./dev demo}; {@code --stay} keeps both servers until Ctrl-C.
 */
public final class Demo {

    private final Servers servers = new Servers("http");
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final int eventsPort = Loopback.freePort(18080);
    private final int managementPort = Loopback.freePort(19000);
    private final Prometheus prometheus = new Prometheus(servers, Loopback.freePort(19090));

    private Demo() throws IOException {}

    public static void main(String... args) throws Exception {
        new Demo().run(List.of(args).contains("--stay"));
        System.exit(0);
    }

    private void run(boolean stay) throws Exception {
        HttpServer sink = startSink();
        Screen.step(
                "starting Prometheus at " + prometheus.url() + ", which scrapes itself and the provider every second");
        prometheus.start(managementPort);
        Screen.step("starting the provider on port " + eventsPort + " (its metrics: " + Loopback.url(managementPort)
                + "/metrics)");
        startProvider("http://127.0.0.1:" + sink.getAddress().getPort() + "/event");
        String ready = Loopback.url(managementPort) + "/q/health/ready";
        servers.await("the provider to be ready", () -> Loopback.get(ready).statusCode() == 200);
        servers.await("Prometheus to have samples", () -> prometheus.hasSamples(1));

        ObjectNode event = Events.triggered();
        Path file = Events.write(event, servers.folder());
        Screen.step("sending get-sli.triggered: " + event.at("/data/get-sli/indicators"));
        long sent = System.nanoTime();
        int status = post(event);
        show("get-sli.started", answer());
        JsonNode finished = answer();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        show("get-sli.finished", finished);
        Screen.step("HTTP " + status + " at once, then started and finished in " + took + " ms");
        Screen.line("");
        table(finished.at("/data/get-sli/indicatorValues"));
        new GateDemo(prometheus.url(), servers.folder()).run();
        next(file, stay);
    }

    private void next(Path event, boolean stay) throws InterruptedException {
        Screen.heading(stay ? "Try next:" : "Try next, while ./dev demo --stay runs in another terminal:");
        Screen.line("  curl -s -H 'Content-Type: application/cloudevents+json' -H 'Prefer: wait=30' --data @" + event
                + " " + Loopback.url(eventsPort) + "/events");
        Screen.line("  ./dev run evaluate --slo " + servers.folder().resolve("slo.yaml") + " --prometheus "
                + prometheus.url() + " --service prometheus --timeframe 1m");
        Screen.line("  ./dev run get-sli --sli-dir " + Events.EXAMPLE + " --prometheus " + prometheus.url()
                + " --project demo --stage dev --service prometheus --timeframe 1m");
        if (stay) {
            Screen.line("Both servers run until Ctrl-C.");
            // Until a person ends it.
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Where answers are posted: the part of a distributor. */
    private HttpServer startSink() throws IOException {
        HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/event", exchange -> {
            answers.add(Events.JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
        return sink;
    }

    private void startProvider(String sink) throws IOException {
        var settings = Map.of(
                "PROMETHEUS_ENDPOINT",
                prometheus.url(),
                "K_SINK",
                sink,
                "SLI_PROVIDER_RESOURCE_DIRECTORY",
                Events.EXAMPLE);
        servers.startProvider("provider", settings, eventsPort, managementPort);
    }

    private int post(ObjectNode event) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(Loopback.url(eventsPort) + "/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private JsonNode answer() throws InterruptedException {
        JsonNode answer = answers.poll(70, TimeUnit.SECONDS);
        return answer == null ? servers.fail("no answer came within 70 s") : answer;
    }

    private static void show(String name, JsonNode event) throws IOException {
        Screen.heading(name);
        Screen.line(Events.pretty(event));
        Screen.line("");
    }

    private static void table(JsonNode entries) {
        var results = new ArrayList<String>();
        entries.forEach(entry -> results.add(result(entry)));
        int width = results.stream().mapToInt(String::length).max().orElse(0);
        String row = "%-18s  %-" + width + "s  %4s  %s";
        Screen.line(Screen.bold(row.formatted("INDICATOR", "VALUE OR REASON", "MS", "QUERY")));
        for (int i = 0; i < results.size(); i++) {
            JsonNode entry = entries.get(i);
            boolean success = entry.path("success").asBoolean();
            String padded = ("%-" + width + "s").formatted(results.get(i));
            Screen.line(row.formatted(
                    entry.path("metric").asText(),
                    Screen.colour(success ? Screen.GREEN : Screen.RED, padded),
                    entry.path("milliseconds").asText("-"),
                    entry.path("query").asText("-").replaceAll("\\s+", " ")));
        }
    }

    private static String result(JsonNode entry) {
        return entry.path("success").asBoolean()
                ? entry.path("value").asText()
                : entry.path("message")
                        .asText()
                        .replaceFirst("^[^:]*: (the query )?", "")
                        .split("[;.]")[0];
    }
}
