package dev.sliprovider.faults;

import static dev.sliprovider.faults.Fault.answers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink that fails in every way when it is given a finished event, an event for each, all at once. What it took, as its
 * status says, is not sent again; what it did not take is, until it does; what it refuses, and what it never takes, is in
 * the log as a whole.
 */
class SinkFaultsIT {

    /** The first attempts that fail; the next one finds the sink well. */
    private static final int FAILING = 2;

    private static final int RETRIES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With a status that is there and says 2xx, whatever becomes of the body. */
    private static final Set<String> TAKEN = Set.of(
            "head-only",
            "half-body",
            "half-body-closed",
            "half-body-reset",
            "a-byte-at-a-time",
            "length-too-long",
            "chunk-cut",
            "chunk-size-wrong",
            "last-chunk-missing",
            "body-without-end",
            "empty",
            "null",
            "page",
            "json-cut",
            "json-deep",
            "not-utf-8",
            "nul-bytes",
            "not-gzip");

    private static final List<Fault> REFUSALS = Stream.of(301, 400, 401, 403, 404, 413, 415)
            .map(SinkFaultsIT::status)
            .toList();
    private static final List<Fault> WAITS =
            Stream.of(408, 429, 500, 501).map(SinkFaultsIT::status).toList();
    /** A project of which nothing fails. */
    private static final String WARM_UP = "warm-up";

    private static final List<String> FOR_GOOD = List.of("black-hole", "reset-at-once", "bad-gateway", "garbage");

    /** What has to become of an answer. */
    private enum Outcome {
        /** One request. */
        TAKEN,
        /** Requests until one finds the sink well. */
        ARRIVES,
        /** One request, and the log. */
        REFUSED,
        /** As many requests as are configured, and the log. */
        GIVEN_UP
    }

    private record Row(Fault fault, Outcome outcome) {

        String project() {
            return "sink-" + fault.name() + (outcome == Outcome.GIVEN_UP ? "-for-good" : "");
        }
    }

    @TempDir
    Path folder;

    private final Map<String, Row> rows = new HashMap<>();
    /** Bodies of the requests with a finished event, by project. */
    private final Map<String, Queue<String>> requests = new ConcurrentHashMap<>();

    @Test
    void every_answer_arrives_once_or_is_told() throws Exception {
        HttpFaults.all().forEach(fault -> add(fault, outcome(fault)));
        REFUSALS.forEach(fault -> add(fault, Outcome.REFUSED));
        WAITS.forEach(fault -> add(fault, Outcome.ARRIVES));
        HttpFaults.all().stream()
                .filter(fault -> FOR_GOOD.contains(fault.name()))
                .forEach(fault -> add(fault, Outcome.GIVEN_UP));
        Path sli = Files.createDirectories(folder.resolve("sli/prometheus"));
        Files.writeString(sli.resolve("sli.yaml"), "indicators: {faulty: faulty, well: well}\n");
        Map<String, String> ids = new HashMap<>();
        try (var sink = new FaultyPeer(this::fault, this::take, ServerSocketFactory.getDefault());
                var provider = new Provider(
                        Provider.Transport.HTTP,
                        folder,
                        Map.of(
                                "K_SINK",
                                "http://user:" + Secrets.MARKER + "@" + sink.authority() + "/event",
                                "SLI_PROVIDER_RESOURCE_DIRECTORY",
                                sli.getParent().toString(),
                                "SLI_PROVIDER_PROMETHEUS_RETRIES",
                                "0",
                                "SLI_PROVIDER_EVENTS_SINK_TIMEOUT",
                                "2s",
                                "SLI_PROVIDER_EVENTS_SINK_RETRIES",
                                "" + RETRIES,
                                "SLI_PROVIDER_EVENTS_SINK_BACKOFF",
                                "100ms"))) {
            // The first event of a process takes longer than the sink is waited for.
            provider.trigger(WARM_UP);
            Eventually.await().until(() -> requests.containsKey(WARM_UP));
            Footprint before = Footprint.of(provider.process());
            for (Row row : rows.values()) {
                ids.put(row.project(), provider.trigger(row.project()));
            }
            Eventually.await()
                    .until(() -> provider.metrics().contains("sli_events_in_flight{task=\"get-sli\"} 0.0")
                            && rows.values().stream().allMatch(row -> isOver(row, ids, provider)));
            // A second request would come with the next attempt, after some tenths of a second.
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

            print();
            var softly = new SoftAssertions();
            rows.values().forEach(row -> judge(softly, row));
            softly.assertAll();
            long told = rows.values().stream().filter(SinkFaultsIT::isTold).count();
            assertThat(provider.metrics()).contains("sli_answers_undelivered_total " + (double) told);
            assertThat(provider.log())
                    .contains("no answer in time", "HTTP 502", "HTTP 413", "the answer is not HTTP")
                    .doesNotContain(Secrets.MARKER, "\tat ", "bug:", "(null)");
            // Long before FaultyPeer.PATIENCE is over, after which the peer itself closes them.
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sink.leftOpen() == 0);
            sink.close();
            before.assertNotLeftBy(provider.process());
        }
    }

    private static Fault status(int status) {
        return answers("http-" + status, "HTTP " + status, status, "no");
    }

    private static Outcome outcome(Fault fault) {
        return TAKEN.contains(fault.name())
                ? Outcome.TAKEN
                : fault.name().startsWith("redirect") ? Outcome.REFUSED : Outcome.ARRIVES;
    }

    private static boolean isTold(Row row) {
        return row.outcome() == Outcome.REFUSED || row.outcome() == Outcome.GIVEN_UP;
    }

    private void add(Fault fault, Outcome outcome) {
        var row = new Row(fault, outcome);
        rows.put(row.project(), row);
    }

    private Optional<Fault> fault(String request) {
        Optional<String> project = project(request);
        project.ifPresent(name -> requests.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>())
                .add(body(request)));
        return project.map(rows::get)
                .filter(known -> known.outcome() == Outcome.GIVEN_UP
                        || requests.get(known.project()).size() <= FAILING)
                .map(Row::fault);
    }

    private String take(String request) {
        return Fault.whole(202, "");
    }

    /** Of a finished event; of started there is none. */
    private static Optional<String> project(String request) {
        String body = body(request);
        ProgramOutput.request("POST", "/event", body);
        try {
            JsonNode event = JSON.readTree(body);
            return event.path("type").asText().endsWith(".finished")
                    ? Optional.of(event.at("/data/project").asText())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private int count(Row row) {
        return requests.getOrDefault(row.project(), new ConcurrentLinkedQueue<>())
                .size();
    }

    private boolean isOver(Row row, Map<String, String> ids, Provider provider) throws RuntimeException {
        try {
            return isTold(row)
                    ? provider.log()
                            .lines()
                            .anyMatch(line -> line.contains("get-sli.finished cannot be sent to http://")
                                    && line.contains("\"triggeredid\":\"" + ids.get(row.project())))
                    : count(row) >= expected(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int expected(Row row) {
        return switch (row.outcome()) {
            case TAKEN, REFUSED -> 1;
            case ARRIVES -> FAILING + 1;
            case GIVEN_UP -> RETRIES + 1;
        };
    }

    private void judge(SoftAssertions softly, Row row) {
        softly.assertThat(count(row)).as(row.project() + ": requests").isEqualTo(expected(row));
        softly.assertThat(requests.getOrDefault(row.project(), new ConcurrentLinkedQueue<>()).stream()
                        .distinct())
                .as(row.project() + ": one answer, however often it is sent")
                .hasSize(1);
    }

    private void print() {
        System.out.printf("%n%-46s %8s  %s%n", "fault of the sink", "requests", "answer");
        rows.values().stream()
                .sorted((a, b) -> a.project().compareTo(b.project()))
                .forEach(row -> System.out.printf(
                        "%-46s %8d  %s%n",
                        row.project(),
                        count(row),
                        row.outcome().name().toLowerCase().replace('_', ' ')));
    }
}
