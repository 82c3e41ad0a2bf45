package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The service with a directory of endpoints, asked over HTTP: one start for many endpoints. Its end checks that no
 * {@link #SECRET} went where people read.
 */
final class ServedEndpoints implements AutoCloseable {

    /** Part of every secret of these tests. */
    static final String SECRET = "tr0ub4dor";

    /** As many indicators as there are, {@code i0} and so on, each with a query of its own. */
    static final int MANY = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer.
     *
     * @param data of the finished event
     */
    record Said(JsonNode data) {

        String status() {
            return data.path("status").asText();
        }

        String result() {
            return data.path("result").asText();
        }

        String message() {
            return data.path("message").asText();
        }

        /** @return of the first indicator */
        double value() {
            return data.at("/get-sli/indicatorValues/0/value").asDouble();
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final Service service;

    /** @param environment more of it */
    ServedEndpoints(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        Files.createDirectories(directory());
        var all = new HashMap<>(Map.of(
                "SLI_PROVIDER_RESOURCE_DIRECTORY", indicators(folder).toString(),
                "SLI_PROVIDER_ENDPOINTS_DIRECTORY", directory().toString(),
                "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "5s",
                "SLI_PROVIDER_PROMETHEUS_CONNECT_TIMEOUT", "5s",
                "SLI_PROVIDER_PROMETHEUS_RETRIES", "0"));
        all.putAll(environment);
        service = new Service(folder, all, "--transport=http");
        try {
            Eventually.await().ignoreExceptions().until(() -> !asking("nobody", 1)
                    .get(10, TimeUnit.SECONDS)
                    .status()
                    .isEmpty());
        } catch (ConditionTimeoutException e) {
            service.kill();
            throw new IllegalStateException(log() + answers, e);
        }
    }

    /** Writes sli.yaml. @return the folder to name as that of the files */
    static Path indicators(Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("sli/prometheus")).resolve("sli.yaml");
        Files.writeString(
                file,
                IntStream.range(0, MANY)
                        .mapToObj(number -> "  i" + number + ": vector(42) + 0 * " + number + "\n")
                        .collect(Collectors.joining("", "indicators:\n", "")));
        return folder.resolve("sli");
    }

    /** @return where endpoints are looked up */
    Path directory() {
        return folder.resolve("endpoints");
    }

    /** Says a project's endpoint in YAML, lines joined. */
    void yaml(String project, String... lines) throws IOException {
        Files.write(directory().resolve(project + ".yaml"), List.of(lines));
    }

    /** Asks for the first indicator. */
    Said ask(String project) throws Exception {
        return asking(project, 1).get(30, TimeUnit.SECONDS);
    }

    /** Asks for the first so many indicators. */
    CompletableFuture<Said> asking(String project, int indicators) throws IOException {
        var event = (ObjectNode)
                JSON.readTree(Path.of("src/test/events/get-sli.triggered.json").toFile());
        event.put("id", UUID.randomUUID().toString());
        var data = (ObjectNode) event.path("data");
        data.put("project", project);
        var wanted = data.withObject("/get-sli").putArray("indicators");
        IntStream.range(0, indicators).forEach(number -> wanted.add("i" + number));
        return http.sendAsync(service.event(event.toString()).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> said(response.body()));
    }

    private Said said(String body) {
        answers.add(body);
        try {
            return new Said(JSON.readTree(body).path("data"));
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    /** @return what it has logged */
    String log() throws IOException {
        return service.log();
    }

    @Override
    public void close() throws Exception {
        service.close();
        http.close();
        assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain(SECRET));
        assertThat(log()).doesNotContain(SECRET, "\tat ", "bug:");
    }
}
