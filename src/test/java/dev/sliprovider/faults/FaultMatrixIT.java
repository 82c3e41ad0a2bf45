package dev.sliprovider.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.faults.Provider.Told;
import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every {@link Fault} of Prometheus and of the resource-service, all at once, over each transport: one answer each,
 * inside the deadline, with the value that could be had, and words that name who failed and how. {@code ./dev faults}
 * runs this alone; the matrix is printed.
 */
class FaultMatrixIT {

    private static final String PROMETHEUS = "prometheus";
    private static final String RESOURCE_SERVICE = "resource-service";
    private static final String SLI_YAML = "indicators: {faulty: faulty, well: well}\n";
    private static final String WELL = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\","
            + "\"result\":[{\"metric\":{},\"value\":[1709629890.9,\"41.5\"]}]}}";

    /** One row: an event whose project names the fault. */
    private record Row(String peer, String authority, Fault fault) {

        String project() {
            return peer + "-" + fault.name();
        }
    }

    @TempDir
    Path folder;

    private final List<FaultyPeer> peers = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Provider.Transport.class)
    void every_fault_ends_in_one_answer_in_time_that_says_what_failed(Provider.Transport transport) throws Exception {
        FaultyPeer resources = resourceService();
        prometheusServers();
        try (var provider = new Provider(transport, folder, resources.authority())) {
            int sockets = provider.sockets();
            Map<String, Row> sent = new HashMap<>();
            Map<String, Told> told = new HashMap<>();
            // One peer after the other: the reads of sli.yaml before a query are to go well.
            for (String peer : List.of(PROMETHEUS, RESOURCE_SERVICE)) {
                Map<String, Row> now = new HashMap<>();
                for (Row row :
                        rows.stream().filter(row -> row.peer().equals(peer)).toList()) {
                    now.put(provider.trigger(row.project()), row);
                }
                told.putAll(provider.awaitAnswers(now.keySet()));
                sent.putAll(now);
            }
            print(transport, sent, told);

            var softly = new SoftAssertions();
            sent.forEach((id, row) -> judge(softly, row, told.get(id)));
            softly.assertAll();
            assertThatCode(() -> Awaitility.await()
                            .atMost(Duration.ofSeconds(5))
                            .until(() -> peers.stream()
                                            .mapToInt(FaultyPeer::leftOpen)
                                            .sum()
                                    == 0))
                    .as("connections on which nobody waits any more are closed")
                    .doesNotThrowAnyException();
            // Kept connections to servers that answered well, one each for what is asked at once.
            assertThat(provider.sockets()).isLessThanOrEqualTo(sockets + 2 * rows.size());
            assertThat(provider.metrics()).contains("sli_events_in_flight 0.0");
            assertThat(provider.log()).doesNotContain(Secrets.MARKER, "\tat ", "bug:");
        } finally {
            for (FaultyPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void there_are_sixty_faults_and_each_has_a_name_of_its_own() {
        assertThat(Stream.concat(HttpFaults.all().stream(), PrometheusFaults.all().stream()))
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Fault::name)
                .doesNotHaveDuplicates();
    }

    private void judge(SoftAssertions softly, Row row, Told told) {
        String name = row.project();
        softly.assertThat(told.answers()).as(name + ": answers").hasSize(1);
        softly.assertThat(told.after()).as(name + ": time").isLessThan(Provider.DEADLINE.plus(Provider.SLACK));
        if (told.answers().isEmpty()) {
            return;
        }
        JsonNode data = told.answers().getFirst().path("data");
        String message = data.path("message").asText();
        softly.assertThat(message).as(name).containsPattern(row.fault().says());
        softly.assertThat(
                        message + data.at("/get-sli/indicatorValues/0/message").asText())
                .as(name)
                .contains(row.authority());
        softly.assertThat(data.toString()).as(name).doesNotContain(Secrets.MARKER);
        JsonNode values = data.at("/get-sli/indicatorValues");
        softly.assertThat(values).as(name).hasSize(2);
        softly.assertThat(values.at("/0/success").asBoolean(true))
                .as(name + ": faulty")
                .isFalse();
        boolean hasValue = row.peer().equals(PROMETHEUS);
        softly.assertThat(values.at("/1/success").asBoolean())
                .as(name + ": well")
                .isEqualTo(hasValue);
        softly.assertThat(values.at("/1/value").asDouble()).as(name).isEqualTo(hasValue ? 41.5 : 0);
    }

    private FaultyPeer resourceService() throws IOException {
        String content = Base64.getEncoder().encodeToString(SLI_YAML.getBytes());
        var faults = HttpFaults.all();
        var peer = new FaultyPeer(
                request -> faults.stream()
                        .filter(fault -> request.contains("/project/resource-service-" + fault.name() + "/"))
                        .findFirst(),
                "{\"resourceContent\":\"" + content + "\",\"resourceURI\":\"prometheus%2Fsli.yaml\","
                        + "\"metadata\":{\"version\":\"1\"}}");
        peers.add(peer);
        faults.forEach(fault -> rows.add(new Row(RESOURCE_SERVICE, peer.authority(), fault)));
        return peer;
    }

    /** A server for each fault: what one does opens no circuit of another. */
    private void prometheusServers() throws IOException {
        Path endpoints = Files.createDirectories(folder.resolve("endpoints"));
        for (Fault fault : Stream.concat(HttpFaults.all().stream(), PrometheusFaults.all().stream())
                .toList()) {
            var peer = new FaultyPeer(
                    request -> request.contains("query=faulty") ? Optional.of(fault) : Optional.empty(), WELL);
            peers.add(peer);
            var row = new Row(PROMETHEUS, peer.authority(), fault);
            rows.add(row);
            Files.writeString(
                    endpoints.resolve(row.project() + ".yaml"),
                    "url: http://" + row.authority() + "\nbearer_token: " + Secrets.MARKER + "\n");
        }
    }

    /** The matrix is for who reads the output. */
    private static void print(Provider.Transport transport, Map<String, Row> sent, Map<String, Told> told) {
        System.out.printf("%n%-46s %8s %7s  %s%n", "fault, over " + transport, "answers", "ms", "what is said");
        sent.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> a.project().compareTo(b.project())))
                .forEach(entry -> {
                    Told answer = told.get(entry.getKey());
                    String message = answer.answers().isEmpty()
                            ? ""
                            : answer.answers().getFirst().at("/data/message").asText();
                    System.out.printf(
                            "%-46s %8d %7d  %.400s%n",
                            entry.getValue().project(),
                            answer.answers().size(),
                            answer.after().toMillis(),
                            message.replaceAll("\\s+", " "));
                });
    }
}
