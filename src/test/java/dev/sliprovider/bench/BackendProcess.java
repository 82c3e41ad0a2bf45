package dev.sliprovider.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The backend, seen from the bench. */
final class BackendProcess {

    /**
     * What it saw since it was told how to behave.
     *
     * @param queries how many
     * @param mostInFlight at once
     */
    record Seen(long queries, int mostInFlight) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    BackendProcess() throws IOException {
        Process process = Processes.start(
                "backend",
                Map.of(),
                Processes.java(
                        Processes.SMALL,
                        List.of(
                                "-Dio.netty.noUnsafe=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Backend.class.getName())));
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(reader.readLine());
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void behave(Behaviour behaviour) throws IOException, InterruptedException {
        get("/behave?" + behaviour.write());
    }

    Seen seen() throws IOException, InterruptedException {
        String[] numbers = get("/seen").split(" ");
        return new Seen(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
