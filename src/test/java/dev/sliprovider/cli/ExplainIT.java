package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.peers.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same queries on the server that was evaluated, on one that has got late samples, and on one without data. */
class ExplainIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST = Instant.parse("2026-01-15T09:00:00Z");
    private static final int LENGTH = 1800;
    private static final int STEP = 15;
    private static final String END = FIRST.plusSeconds(LENGTH).toString();
    private static final String SLO = """
            indicators:
              traffic: sum(increase(requests_total{service="$SERVICE"}[$DURATION_SECONDS]))
              errors: sum(increase(requests_total{service="$SERVICE",code="500"}[$DURATION_SECONDS]))
              queue: sum(queue_length{service="$SERVICE"})
            objectives:
              - {sli: traffic, pass: [{criteria: [">0"]}]}
              - {sli: errors, pass: [{criteria: [">=0"]}]}
              - {sli: queue, pass: [{criteria: ["<100"]}]}
            total_score: {pass: "90%", warning: "75%"}
            """;

    private static PrometheusServer evaluated;
    private static PrometheusServer later;
    private static PrometheusServer empty;
    private static Path slo;
    private static Path history;
    private static Path event;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        evaluated = PrometheusServer.withSamples(folder.resolve("evaluated"), samples(LENGTH - 120, false));
        later = PrometheusServer.withSamples(folder.resolve("later"), samples(LENGTH, true));
        empty = PrometheusServer.in(folder.resolve("empty")).start();
        slo = Files.writeString(folder.resolve("slo.yaml"), SLO);
        history = folder.resolve("history");
        event = folder.resolve("event.json");
        Program.Result result = Program.run(
                "evaluate",
                "--service=cart",
                "--timeframe=10m",
                "--no-ci",
                "--id=build-1",
                "--record=always",
                "--end=" + END,
                "--slo=" + slo,
                "--history=" + history,
                "--report=event=" + event,
                "--prometheus=" + evaluated.url());
        assertThat(event).as(result.out() + result.err()).exists();
    }

    @AfterAll
    static void stop() {
        evaluated.close();
        later.close();
        empty.close();
    }

    private static String samples(int last, boolean hasQueue) {
        var text = new StringBuilder("# TYPE requests counter\n");
        for (String code : List.of("200", "500")) {
            for (int second = 0; second <= last; second += STEP) {
                text.append("requests_total{service=\"cart\",code=\"" + code + "\"} " + second * 2 + " "
                        + (FIRST.getEpochSecond() + second) + "\n");
            }
        }
        text.append("# TYPE queue_length gauge\n");
        for (int second = 0; second <= last; second += STEP) {
            text.append("queue_length{service=\"" + (hasQueue ? "cart" : "other") + "\"} 7 "
                    + (FIRST.getEpochSecond() + second) + "\n");
        }
        return text.append("# EOF\n").toString();
    }

    private static Program.Result explain(PrometheusServer server, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("explain", "--prometheus", server.url()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void the_same_server_has_the_same_values() throws Exception {
        Program.Result result = explain(
                evaluated, "--history", history.toString(), "--id", "build-1", "--service", "cart", "--sli", slo + "");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .containsPattern("traffic +\\S+ +\\S+ +=  +same")
                .containsPattern("queue +no data +no data +–  +missing")
                .contains("errors: sum(increase(requests_total{service=\"cart\",code=\"500\"}[600s]))")
                .doesNotContain("another query");
        assertThat(result.err()).doesNotContain("Warning");
    }

    @Test
    void late_samples_and_series_explain_other_values() throws Exception {
        Program.Result result = explain(later, "--from", event.toString(), "-o", "json");

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(12);
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.at("/different").asBoolean()).isTrue();
        assertThat(json.at("/indicators/0/change").asText()).isEqualTo("changed");
        assertThat(json.at("/indicators/0/reasons/0").asText())
                .startsWith("Samples arrived after the evaluation: ")
                .containsPattern("has 8[02] samples of 2 series, and then it had 6[46] samples of 2 series\\.$");
        assertThat(json.at("/indicators/2/change").asText()).isEqualTo("appeared");
        assertThat(json.at("/indicators/2/then/reason").asText()).isEqualTo("no_data");
        assertThat(json.at("/indicators/2/now/value").asDouble()).isEqualTo(7);
        assertThat(json.at("/remarks/0").asText()).startsWith("Another endpoint is queried: " + later.url());
    }

    @Test
    void data_that_is_gone_has_a_reason() throws Exception {
        Program.Result result = explain(empty, "--from", event.toString());

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(12);
        assertThat(result.out())
                .containsPattern("traffic +\\S+ +no data +–  +gone")
                .contains("No indicator has data of that time any more: the server no longer keeps them")
                .contains("Now: the metric requests_total does not exist on this server");
    }

    @Test
    void a_server_that_does_not_answer_is_no_difference() throws Exception {
        Program.Result result = Program.run(
                "explain", "--from=" + event, "--deadline=5s", "--prometheus=http://127.0.0.1:" + Program.freePort());

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.out()).containsPattern("traffic +\\S+ +unreachable +–  +not known");
    }

    @Test
    void a_query_that_has_changed_since_is_said() throws Exception {
        Path changed = Files.writeString(
                folder.resolve("sli.yaml"),
                "indicators: {traffic: 'sum(rate(requests_total{service=\"$SERVICE\"}[5m]))'}");

        Program.Result result = explain(evaluated, "--from", event.toString(), "--sli", changed.toString());

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("The files have another query now: sum(rate(requests_total{service=\"cart\"}[5m]))")
                .contains("The files have no query for it now: no level of prometheus/sli.yaml defines this indicator");
    }

    @Test
    void an_answer_of_get_sli_is_explained_from_standard_input() throws Exception {
        Path sli = Files.createDirectories(folder.resolve("conf/prometheus"));
        Files.writeString(
                sli.resolve("sli.yaml"),
                "indicators: {traffic: 'sum(increase(requests_total{service=\"$SERVICE\"}[$DURATION_SECONDS]))'}");
        Program.Result answer = Program.run(
                "get-sli",
                "--project=default",
                "--stage=default",
                "--service=cart",
                "--timeframe=10m",
                "--end=" + END,
                "--sli-dir=" + folder.resolve("conf"),
                "--prometheus=" + evaluated.url(),
                "--output=event");

        Program.Result same = Program.run(
                Map.of(),
                answer.out(),
                "explain",
                "--from=-",
                "--prometheus=" + evaluated.url(),
                "--config-dir=" + folder.resolve("conf"));
        assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).containsPattern("traffic .*same").doesNotContain("The files have");
        Program.Result other =
                Program.run(Map.of(), answer.out(), "explain", "--from=-", "--prometheus=" + later.url());
        assertThat(other.exitCode()).isEqualTo(12);
        assertThat(other.out()).contains("the event does not say how many samples there were");
    }

    @Test
    void nothing_of_an_event_is_trusted() throws Exception {
        ObjectNode forged = (ObjectNode) JSON.readTree(event.toFile());
        ObjectNode gate = (ObjectNode) forged.at("/data/evaluation/gate");
        gate.put("endpoint", "http://127.0.0.1:1/evil\u001b[31m");
        ((ObjectNode) gate.at("/indicators/0")).put("query", "vector(1) # \u001b]0;title\u0007\n::error::x");
        ((ObjectNode) gate.at("/indicators/1")).put("query", "x".repeat(20_000));

        Program.Result result =
                Program.run(Map.of(), forged.toString(), "explain", "--from=-", "--prometheus=" + evaluated.url());

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(12);
        assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u0007", "\n::error");
        assertThat(result.out()).contains("the query is longer than 16384 characters");
    }

    @Test
    void events_without_queries_and_wrong_options_are_refused_with_the_remedy() throws Exception {
        Program.Result values = Program.run(
                Map.of(),
                "{\"traffic\": 1, \"errors\": 2, \"queue\": 3}",
                "evaluate",
                "--service=cart",
                "--slo=" + slo,
                "--values=-",
                "--no-ci",
                "--output=event");
        Program.Result none = Program.run(Map.of(), values.out(), "explain", "--from=-");
        assertThat(none.exitCode()).as(none.err()).isEqualTo(2);
        assertThat(none.err()).contains("standard input has no queries", "evaluate without --values");
        assertThat(Program.run("explain").err()).contains("give --from FILE, or --history DIR with --id ID");
        assertThat(Program.run(Map.of(), "{}", "explain", "--from=-").err())
                .contains("is neither a get-sli.finished nor an evaluation.finished event");
        assertThat(Program.run("explain", "--history=" + history, "--id=no", "--service=cart")
                        .err())
                .contains("has no evaluation \"no\"");
    }
}
