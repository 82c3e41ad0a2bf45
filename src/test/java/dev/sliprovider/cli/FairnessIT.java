package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event with many indicators leaves room for one with few. */
class FairnessIT {

    private static final int MANY = 200;
    private static final int FEW = 3;

    private static final int EVENTS = 200;
    private static final int QUERIES = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final FakePrometheus prometheus = new FakePrometheus();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void three_indicators_of_one_project_do_not_wait_for_two_hundred_of_another() throws Exception {
        prometheus.answers(Stream.of("warm-up", "bookshop", "museum")
                .flatMap(project -> IntStream.range(0, MANY).mapToObj(number -> query(project, number)))
                .collect(Collectors.toMap(Function.identity(), query -> Map.of("vector", List.of(1), "delay", 200))));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(
                directory.resolve("prometheus/sli.yaml"),
                IntStream.range(0, MANY)
                        .mapToObj(number -> "  indicator_" + number + ": " + query("$PROJECT", number) + "\n")
                        .collect(Collectors.joining("", "indicators:\n", "")));
        var service = new Service(
                directory,
                Map.of(
                        "PROMETHEUS_ENDPOINT", prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString()),
                "--transport=http");
        try (var client = HttpClient.newHttpClient()) {
            Eventually.await()
                    .ignoreExceptions()
                    .until(() -> send(client, service, "warm-up", 1).get(5, TimeUnit.SECONDS) != null);
            CompletableFuture<Duration> many = send(client, service, "bookshop", MANY);
            Awaitility.await().until(() -> prometheus.requests().size() > 16);
            Duration few = send(client, service, "museum", FEW).get(30, TimeUnit.SECONDS);
            assertThat(many).isNotDone();
            // For people: how far the two are apart is what fairness is about.
            System.out.printf(
                    "16 queries at once, 200 ms each: %d indicators in %d ms, beside them %d in %d ms%n",
                    MANY, many.get(30, TimeUnit.SECONDS).toMillis(), FEW, few.toMillis());
        } finally {
            service.close();
            prometheus.stop();
        }
    }

    /** The queries take three times as long as the deadline leaves: most events cannot be complete, the oldest are. */
    @Test
    void at_saturation_many_answers_are_complete_and_all_are_in_time() throws Exception {
        prometheus.answers(IntStream.range(0, EVENTS)
                .boxed()
                .flatMap(event -> IntStream.range(0, QUERIES).mapToObj(number -> query("service-" + event, number)))
                .collect(Collectors.toMap(Function.identity(), query -> Map.of("vector", List.of(1), "delay", 100))));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(
                directory.resolve("prometheus/sli.yaml"),
                IntStream.range(0, QUERIES)
                        .mapToObj(number -> "  indicator_" + number + ": " + query("$SERVICE", number) + "\n")
                        .collect(Collectors.joining("", "indicators:\n", "")));
        var service = new Service(
                directory,
                Map.of(
                        "PROMETHEUS_ENDPOINT", prometheus.url(),
                        "SLI_PROVIDER_EVENTS_DEADLINE", DEADLINE.toSeconds() + "s",
                        "SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString()),
                "--transport=http");
        try (var client = HttpClient.newHttpClient()) {
            Eventually.await().ignoreExceptions().until(() -> answered(client, service, 0, 1)
                    .get(5, TimeUnit.SECONDS)
                    .isComplete());
            List<CompletableFuture<Answered>> all = new ArrayList<>();
            for (int event = 0; event < EVENTS; event++) {
                all.add(answered(client, service, event, QUERIES));
            }
            int complete = 0;
            for (var one : all) {
                Answered answered = one.get(60, TimeUnit.SECONDS);
                assertThat(answered.took()).isLessThan(DEADLINE.plusSeconds(2));
                complete += answered.isComplete() ? 1 : 0;
            }
            System.out.printf("at saturation %d of %d answers are complete%n", complete, EVENTS);
            assertThat(complete).isGreaterThan(EVENTS / 20);
        } finally {
            service.close();
            prometheus.stop();
        }
    }

    /** An answer to an event: whether it has all values, and after which time. */
    private record Answered(boolean isComplete, Duration took) {}

    private CompletableFuture<Answered> answered(HttpClient client, Service service, int number, int indicators)
            throws Exception {
        var event = (ObjectNode)
                json.readTree(Path.of("src/test/events/get-sli.triggered.json").toFile());
        event.put("id", UUID.randomUUID().toString());
        var data = (ObjectNode) event.path("data");
        data.put("service", "service-" + number);
        var wanted = data.withObject("/get-sli").putArray("indicators");
        names(indicators).forEach(wanted::add);
        long began = System.nanoTime();
        var request = service.event(event.toString()).version(HttpClient.Version.HTTP_1_1);
        return client.sendAsync(request.build(), ProgramOutput.answer())
                .thenApply(response -> new Answered(
                        response.body().contains("\"result\":\"pass\""), Duration.ofNanos(System.nanoTime() - began)));
    }

    private CompletableFuture<Duration> send(HttpClient client, Service service, String project, int indicators)
            throws Exception {
        var event = (ObjectNode)
                json.readTree(Path.of("src/test/events/get-sli.triggered.json").toFile());
        event.put("id", UUID.randomUUID().toString());
        var data = (ObjectNode) event.path("data");
        data.put("project", project);
        var wanted = data.withObject("/get-sli").putArray("indicators");
        names(indicators).forEach(wanted::add);
        long began = System.nanoTime();
        var request = service.event(event.toString()).version(HttpClient.Version.HTTP_1_1);
        return client.sendAsync(request.build(), ProgramOutput.answer()).thenApply(response -> {
            assertThat(response.body()).contains("\"result\":\"pass\"");
            return Duration.ofNanos(System.nanoTime() - began);
        });
    }

    /** Each differs from all others: the same would be asked once. */
    private static String query(String project, int number) {
        return "up{project='" + project + "'} + " + number;
    }

    private static Stream<String> names(int count) {
        return IntStream.range(0, count).mapToObj(number -> "indicator_" + number);
    }
}
