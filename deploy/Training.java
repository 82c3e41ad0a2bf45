import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Starts the JVM build, has one event answered over HTTP and stops it: to make the AOT cache ({@code ./dev aot},
 * deploy/Dockerfile.jvm), or to see what the cache is worth ({@code ./dev startup}). One source file, started as it is,
 * because the image's build stage has a JDK and nothing else.
 */
final class Training {

    private static final int RUNS = 5;
    private static final int LONGEST_START = 60_000;
    /** Making the cache is part of the end. */
    private static final int LONGEST_END = 180;

    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Path EXAMPLE = Path.of("sli-examples/prometheus-itself").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Milliseconds from the start of the process, and resident kilobytes. */
    private record Run(long ready, long answered, long residentReady, long residentAnswered) {}

    private Training() {}

    public static void main(String[] args) throws Exception {
        HttpServer prometheus = prometheus();
        try {
            String url = "http://127.0.0.1:" + prometheus.getAddress().getPort();
            if (args.length == 2 && args[0].equals("train")) {
                run(url, Path.of(args[1]), List.of("-XX:AOTCacheOutput=app.aot"));
            } else if (args.length == 2 && args[0].equals("measure")) {
                measure(url, Path.of(args[1]));
            } else {
                System.err.println("usage: Training.java train|measure FOLDER");
                System.exit(2);
            }
        } finally {
            prometheus.stop(0);
        }
    }

    /** In turns, so that what else the machine does meets all of them. */
    private static void measure(String url, Path folder) throws Exception {
        var without = new ArrayList<Run>();
        var with = new ArrayList<Run>();
        for (int i = 0; i < RUNS; i++) {
            without.add(run(url, folder, List.of("-XX:AOTMode=off")));
            with.add(run(url, folder, List.of("-XX:AOTMode=on", "-XX:AOTCache=app.aot")));
        }
        System.out.println("median of " + RUNS + " runs, Java " + Runtime.version().feature());
        System.out.println("| start | ready | first answer | RSS ready | RSS after the answer |");
        System.out.println("|---|---|---|---|---|");
        print("without a cache", without);
        print("with the AOT cache", with);
    }

    private static void print(String name, List<Run> runs) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d ms | %d ms | %d MB | %d MB |%n",
                name,
                median(runs, Run::ready),
                median(runs, Run::answered),
                median(runs, Run::residentReady) / 1024,
                median(runs, Run::residentAnswered) / 1024);
    }

    private static long median(List<Run> runs, ToLongFunction<Run> value) {
        return runs.stream().mapToLong(value).sorted().toArray()[runs.size() / 2];
    }

    private static Run run(String url, Path folder, List<String> options) throws Exception {
        int port = freePort();
        int management = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(options);
        // The whole path: such a cache is good for every folder from which the jar is started, and for a copy of it.
        command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of("serve", "--transport=http"));
        command.addAll(List.of("--port=" + port, "--management-port=" + management));
        Path log = Files.createTempFile("training", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PROMETHEUS_ENDPOINT", url);
        builder.environment().put("SLI_PROVIDER_RESOURCE_DIRECTORY", EXAMPLE.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            awaitReady(process, management);
            long ready = millisecondsSince(start);
            long residentReady = resident(process);
            ask(port);
            var run = new Run(ready, millisecondsSince(start), residentReady, resident(process));
            process.destroy();
            if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no end after SIGTERM within " + LONGEST_END + " s");
            }
            return run;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the program wrote:\n" + Files.readString(log), e);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    private static void awaitReady(Process process, int management) throws Exception {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .build();
        long start = System.nanoTime();
        while (process.isAlive() && millisecondsSince(start) < LONGEST_START) {
            try {
                if (HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not open yet.
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("the program did not get ready");
    }

    private static void ask(int port) throws Exception {
        var event = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .header("Content-Type", "application/cloudevents+json")
                .header("Prefer", "wait=30")
                .POST(HttpRequest.BodyPublishers.ofFile(EXAMPLE.resolve("get-sli.triggered.json")))
                .build();
        HttpResponse<String> answer = HTTP.send(event, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("indicatorValues")) {
            throw new IllegalStateException("the event was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    /** @return resident kilobytes, 0 where there is no /proc */
    private static long resident(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
    }

    private static long millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Every query has the value 1. */
    private static HttpServer prometheus() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String time = form.replaceFirst("(?s).*\\btime=([0-9.]+).*", "$1");
            byte[] one = ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":["
                            + time + ",\"1\"]}]}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, one.length);
            exchange.getResponseBody().write(one);
            exchange.close();
        });
        server.start();
        return server;
    }
}
