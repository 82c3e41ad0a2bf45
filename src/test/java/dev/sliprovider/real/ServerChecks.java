package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.cli.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What must hold with every server. */
final class ServerChecks {

    private static final String LIVE = """
            indicators:
              error_rate: 'sum(rate(errors_total[$DURATION_SECONDS])) / sum(rate(requests_total[$DURATION_SECONDS]))'
              retries: 'sum(rate(retries_total[$DURATION_SECONDS])) or vector(0)'
            objectives:
              - {sli: error_rate, pass: [{criteria: ["<0.02"]}]}
              - {sli: retries, pass: [{criteria: ["<1"]}]}
            total_score: {pass: "100%"}
            """;
    private static final String PAST = """
            indicators:
              errors: 'sum(rate(http_requests_total{status="500"}[$DURATION_SECONDS]))'
            objectives:
              - {sli: errors, pass: [{criteria: ["<=+10%"]}]}
            total_score: {pass: "100%"}
            """;
    private static final String COVER = """
            indicators:
              cover: 'sum(increase(cover{kind="KIND"}[$DURATION_SECONDS])) or vector(0)'
            objectives:
              - {sli: cover, pass: [{criteria: [">=0"]}]}
            total_score: {pass: "100%"}
            """;

    private static final Map<String, Double> VALUES = Map.of(
            "throughput", 11.0,
            "error_rate", 1 / 11.0,
            "response_time_p50", 500 / 9.0,
            "response_time_p90", 100.0,
            "response_time_p95", 150.0,
            "evaluation_time", 1709629890.9,
            "scalar", 2.5,
            "zero", 0.0,
            "traffic_without_errors", 0.0);

    private ServerChecks() {}

    static List<ServerCheck> all() {
        return List.of(
                new ServerCheck("values of a past window", ServerChecks::values),
                new ServerCheck("refused queries, and why", ServerChecks::refusals),
                new ServerCheck("check", ServerChecks::check),
                new ServerCheck("coverage", ServerChecks::coverage),
                new ServerCheck("baseline offset:5m", ServerChecks::baseline),
                new ServerCheck("backtest", ServerChecks::backtest),
                new ServerCheck("window that has just ended", ServerChecks::freshWindow),
                new ServerCheck("wait for late samples", ServerChecks::freshness));
    }

    private static void values(Subject subject) throws Exception {
        Map<String, JsonNode> entries = subject.known("catalog", List.copyOf(VALUES.keySet()));
        VALUES.forEach((name, value) -> {
            JsonNode entry = entries.get(name);
            assertThat(entry.path("success").asBoolean()).as(entry.toString()).isTrue();
            assertThat(entry.path("value").asDouble()).as(name).isCloseTo(value, within(1e-9));
        });
    }

    private static void refusals(Subject subject) throws Exception {
        String longQuery =
                "foo_bar(" + "sum(rate(http_requests_total{status=\"500\",job=\"a\"}[5m])) + ".repeat(8) + "vector(1))";
        Map<String, JsonNode> entries = subject.ask(
                RealPrometheus.END,
                Map.of(),
                Map.of(
                        "function",
                        longQuery,
                        "syntax",
                        "sum(",
                        "several",
                        "queue_depth",
                        "text",
                        "\"hello\"",
                        "range",
                        "queue_depth[5m]"));
        assertThat(message(entries, "function")).contains("foo_bar").containsAnyOf("unknown function", "unsupported");
        assertThat(message(entries, "syntax")).containsAnyOf("parse error", "cannot parse", "unparsed");
        assertThat(message(entries, "several")).contains("2 series");
        assertThat(message(entries, "range")).contains("range vector");
        entries.forEach((name, entry) ->
                assertThat(entry.path("success").asBoolean()).as(name).isFalse());
    }

    private static String message(Map<String, JsonNode> entries, String name) {
        return entries.get(name).path("message").asText();
    }

    private static void check(Subject subject) throws Exception {
        Program.Result result = subject.run(Map.of(), "check");
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out())
                .contains(subject.server().product(), "vector(1) is 1", "time() is the time that was asked")
                .doesNotContain("failed", "warning");
    }

    private static void coverage(Subject subject) throws Exception {
        var found = new ArrayList<String>();
        Map<String, String> warnings = Map.of(
                "whole", "",
                "hole", "1 gap in 1 of 1 series (the longest 2 min 30 s without a sample)",
                "begun", "1 of 1 series begins inside the window, the latest 5 min",
                "ended", "1 of 1 series ends inside the window, the first 5 min",
                "restarted", "1 counter reset in 1 of 1 series");
        for (var expected : warnings.entrySet()) {
            Program.Result result = subject.evaluate(
                    COVER.replace("KIND", expected.getKey()), "--timeframe=10m", "--end=" + RealPrometheus.END);
            boolean isRight = expected.getValue().isEmpty()
                    ? !result.err().contains("not complete")
                    : result.err().contains(expected.getValue());
            if (!isRight || result.exitCode() != 0) {
                found.add(expected.getKey() + ": " + result.exitCode() + " " + result.err());
            }
        }
        assertThat(found).isEmpty();
    }

    private static void baseline(Subject subject) throws Exception {
        Program.Result result = subject.evaluate(
                PAST, "--timeframe=5m", "--end=" + RealPrometheus.END, "--compare-with=offset:5m", "-o", "json");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode json = Subject.json(result);
        assertThat(json.at("/objectives/0/comparedValue").asDouble())
                .as(result.out())
                .isCloseTo(1, within(1e-9));
        assertThat(json.at("/comparedWith/0").asText()).isEqualTo("offset:5m");
    }

    private static void backtest(Subject subject) throws Exception {
        Path slo = Files.writeString(subject.folder().resolve("backtest.yaml"), PAST.replace("<=+10%", "<1.5"));
        Program.Result result = subject.run(
                Map.of(),
                "backtest --service cart --for 15m --every 5m --timeframe 5m -o json --slo " + slo,
                "--end=" + RealPrometheus.END);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode json = Subject.json(result);
        assertThat(json.at("/outcomes/pass").asInt()).as(result.out()).isEqualTo(3);
        assertThat(json.at("/objectives/0/values/median").asDouble()).isCloseTo(1, within(1e-9));
    }

    /** A counter jumps a few seconds before the end: a server that evaluates earlier does not see it. */
    private static void freshWindow(Subject subject) throws Exception {
        subject.live().jump(500);
        TimeUnit.SECONDS.sleep(3L * RealServer.INTERVAL);
        Instant end = Instant.ofEpochMilli(System.currentTimeMillis() / 1000 * 1000);
        Map<String, JsonNode> entries =
                subject.ask(end, Map.of(), Map.of("now", "time()", "jumped", "sum(increase(jumped_total[20s]))"));
        assertThat(entries.get("now").path("value").asDouble())
                .as(message(entries, "now"))
                .isEqualTo(end.getEpochSecond());
        assertThat(entries.get("jumped").path("value").asDouble())
                .as(entries.get("jumped").toString())
                .isBetween(450.0, 900.0);
        assertThat(message(entries, "jumped")).doesNotContain("latencyOffset", "nocache");
    }

    private static void freshness(Subject subject) throws Exception {
        subject.live().slow(2000);
        try {
            String end = Instant.now().plusSeconds(6).toString();
            Program.Result waited = subject.evaluate(LIVE, "--timeframe=1m", "-o", "json", "--end=" + end);
            assertThat(waited.exitCode()).as(waited.out() + waited.err()).isZero();
            JsonNode freshness = Subject.json(waited).path("freshness");
            assertThat(freshness.path("complete").asBoolean()).as(waited.err()).isTrue();
            // Six seconds until the end, the time between two scrapes, that of one, and a query.
            assertThat(freshness.path("waitedMilliseconds").asLong()).isBetween(1L, 15_000L);

            end = Instant.now().plusSeconds(30).toString();
            Program.Result stale =
                    subject.evaluate(LIVE, "--timeframe=1m", "--end=" + end, "--wait-for-data=0s", "--on-stale=error");
            assertThat(stale.exitCode()).as(stale.err()).isEqualTo(3);
            assertThat(stale.err()).contains("The window may be incomplete: the newest sample of", "--on-stale error");
        } finally {
            subject.live().slow(0);
        }
    }
}
