package dev.sliprovider.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.faults.Provider.Told;
import dev.sliprovider.faults.Rows.Row;
import dev.sliprovider.secrets.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every {@link Fault} of the servers that are asked for an answer, many at once, over each transport that it concerns: one answer
 * each, inside the deadline, with the value that could be had, and words that name who failed and how. What the program
 * held before it holds no more of afterwards. {@code ./dev faults} runs this; the matrix is printed.
 */
class FaultMatrixIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Provider.Transport.class)
    void every_fault_ends_in_one_answer_in_time_that_says_what_failed(Provider.Transport transport) throws Exception {
        var rows = new Rows(folder);
        assertThat(Rows.PEERS.stream().flatMap(peer -> rows.of(peer).stream()))
                .as("each fault has a name of its own")
                .hasSizeGreaterThanOrEqualTo(200)
                .extracting(Row::project)
                .doesNotHaveDuplicates();
        try (rows;
                var provider = new Provider(transport, folder, rows.settings())) {
            // The first events of a process take longer than an attempt may.
            provider.awaitAnswers(List.of(provider.trigger(Rows.WELL_PROJECT)));
            Footprint before = Footprint.of(provider.process());
            Map<String, Row> sent = new HashMap<>();
            // One peer after the other: the reads of sli.yaml before a query are to go well.
            for (List<Row> some :
                    rows.inTurns(transport == Provider.Transport.NATS ? Rows.PEERS_OVER_NATS : Rows.PEERS)) {
                Map<String, Row> now = new HashMap<>();
                for (Row row : some) {
                    now.put(provider.trigger(row.project()), row);
                }
                provider.awaitAnswers(now.keySet());
                sent.putAll(now);
            }
            Map<String, Told> told = provider.told(sent.keySet());
            print(transport, sent, told);

            var softly = new SoftAssertions();
            sent.forEach((id, row) -> judge(softly, row, told.get(id)));
            List<String> late = sent.entrySet().stream()
                    .filter(entry -> entry.getValue().orLate() && !isTold(entry.getValue(), told.get(entry.getKey())))
                    .map(entry -> entry.getValue().project())
                    .toList();
            // A connection that is not made in time brings the server no request.
            sent.forEach((id, row) -> softly.assertThat(rows.isMet(row) || isLate(row, told.get(id)))
                    .as(row.project() + ": is met")
                    .isTrue());
            System.out.println("told as late, instead of what the server did: " + late);
            long mayBeLate = sent.values().stream().filter(Row::orLate).count();
            softly.assertThat(late).as("told as late").hasSizeLessThanOrEqualTo((int) (mayBeLate / 2));
            softly.assertAll();
            assertThatCode(() ->
                            // Long before FaultyPeer.PATIENCE is over, after which the peer itself closes them.
                            Awaitility.await().atMost(Duration.ofSeconds(12)).until(() -> rows.leftOpen() == 0))
                    .as("connections on which nobody waits any more are closed")
                    .doesNotThrowAnyException();
            assertThat(provider.metrics()).contains("sli_events_in_flight{task=\"get-sli\"} 0.0");
            assertThat(provider.log()).doesNotContain(Secrets.MARKER, "\tat ", "bug:");
            // Kept connections to servers that were well are gone with the servers.
            rows.close();
            before.assertNotLeftBy(provider.process());
        }
    }

    private static void judge(SoftAssertions softly, Row row, Told told) {
        String name = row.project();
        softly.assertThat(told.answers()).as(name + ": answers").hasSize(1);
        softly.assertThat(told.after()).as(name + ": time").isLessThan(Provider.DEADLINE.plus(Provider.SLACK));
        if (told.answers().isEmpty()) {
            return;
        }
        JsonNode data = told.answers().getFirst().path("data");
        String message = data.path("message").asText();
        softly.assertThat(message).as(name).containsPattern(row.orLate() ? row.says() + "|" + Rows.LATE : row.says());
        softly.assertThat(
                        message + data.at("/get-sli/indicatorValues/0/message").asText())
                .as(name)
                .contains(row.names());
        softly.assertThat(data.toString()).as(name).doesNotContain(Secrets.MARKER);
        JsonNode values = data.at("/get-sli/indicatorValues");
        softly.assertThat(values).as(name).hasSize(2);
        softly.assertThat(values.at("/0/success").asBoolean(true))
                .as(name + ": faulty")
                .isFalse();
        softly.assertThat(values.at("/1/success").asBoolean())
                .as(name + ": well")
                .isEqualTo(row.hasValue());
        softly.assertThat(values.at("/1/value").asDouble()).as(name).isEqualTo(row.hasValue() ? 41.5 : 0);
    }

    private static boolean isTold(Row row, Told told) {
        return says(told, row.says());
    }

    private static boolean isLate(Row row, Told told) {
        return row.orLate() && says(told, Rows.LATE);
    }

    private static boolean says(Told told, String pattern) {
        return told.answers().stream().anyMatch(answer -> Pattern.compile(pattern)
                .matcher(answer.at("/data/message").asText())
                .find());
    }

    /** The matrix is for who reads the output. */
    private static void print(Provider.Transport transport, Map<String, Row> sent, Map<String, Told> told) {
        System.out.printf("%n%-46s %8s %7s  %s%n", "fault, over " + transport, "answers", "ms", "what is said");
        sent.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> a.project().compareTo(b.project())))
                .forEach(entry -> {
                    Told answer = told.get(entry.getKey());
                    List<JsonNode> answers = answer.answers();
                    System.out.printf(
                            "%-46s %8d %7d  %.400s%n",
                            entry.getValue().project(),
                            answers.size(),
                            answer.after().toMillis(),
                            answers.isEmpty()
                                    ? ""
                                    : answers.getFirst()
                                            .at("/data/message")
                                            .asText()
                                            .replaceAll("\\s+", " "));
                });
    }
}
