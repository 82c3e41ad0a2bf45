package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate on six hours of the past, in a real Prometheus: two of them have errors, and some series are not complete. */
class BacktestIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST = Instant.parse("2026-01-15T06:00:00Z");
    private static final int LENGTH = 6 * 3600;
    private static final int STEP = 15;
    /** The services are restarted, begin and end at this second, and the samples of one are missing before it. */
    private static final int EVENT = 5 * 3600;

    private static final String END = FIRST.plusSeconds(LENGTH).toString();
    private static final String SLO = """
            comparison: {compare_with: several_results, number_of_comparison_results: 2, include_result_with_score: pass}
            indicators:
              error_rate: |
                sum(rate(requests_total{service="$SERVICE",code="500"}[$DURATION_SECONDS]))
                / sum(rate(requests_total{service="$SERVICE"}[$DURATION_SECONDS]))
              traffic: sum(rate(requests_total{service="$SERVICE"}[$DURATION_SECONDS]))
            objectives:
              - {sli: error_rate, key_sli: true, pass: [{criteria: ["<=+10%"]}]}
              - {sli: traffic, pass: [{criteria: [">0"]}]}
            total_score: {pass: "90%", warning: "75%"}
            """;

    private static PrometheusServer prometheus;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(folder.resolve("slo.yaml"), SLO);
        prometheus = PrometheusServer.withSamples(folder.resolve("prometheus"), samples());
    }

    @AfterAll
    static void stop() {
        prometheus.close();
    }

    private static String samples() {
        var text = new StringBuilder("# TYPE requests counter\n");
        series(text, "cart", "200", second -> 990, second -> true);
        series(text, "cart", "500", second -> second / 3600 == 2 || second / 3600 == 3 ? 30 : 10, second -> true);
        series(text, "hole", "200", second -> 10, second -> second < EVENT - 300 || second > EVENT);
        series(text, "ended", "200", second -> 10, second -> second < EVENT);
        series(text, "begun", "200", second -> 10, second -> second > EVENT);
        restarted(text);
        series(text, "missed", "200", second -> 10, second -> second != EVENT);
        return text.append("# EOF\n").toString();
    }

    private static void series(
            StringBuilder text, String service, String code, IntUnaryOperator rate, IntPredicate isThere) {
        long total = 0;
        for (int second = 0; second <= LENGTH; second += STEP) {
            total += (long) STEP * rate.applyAsInt(second);
            if (isThere.test(second)) {
                text.append("requests_total{service=\"" + service + "\",code=\"" + code + "\"} " + total + " "
                        + (FIRST.getEpochSecond() + second) + "\n");
            }
        }
    }

    private static void restarted(StringBuilder text) {
        for (int second = 0; second <= LENGTH; second += STEP) {
            text.append("requests_total{service=\"restarted\",code=\"200\"} "
                    + (second < EVENT ? second : second - EVENT) + " " + (FIRST.getEpochSecond() + second) + "\n");
        }
    }

    private static Program.Result gate(String command, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--slo", folder.resolve("slo.yaml").toString(), "--prometheus", prometheus.url()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void the_past_is_judged_as_it_would_have_been_live() throws Exception {
        Path page = folder.resolve("backtest.html");
        Program.Result result = gate(
                "backtest --service cart --for 5h --every 30m --timeframe 10m -o json",
                "--end",
                END,
                "--report",
                "html=" + page);

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode backtest = JSON.readTree(result.out());
        // From 08:30 to 10:00 the errors are three times as many; later windows are compared with those that passed.
        assertThat(backtest.at("/outcomes/fail").asInt()).isEqualTo(4);
        assertThat(backtest.at("/outcomes/pass").asInt()).isEqualTo(6);
        assertThat(backtest.at("/objectives/0/decided/fail").asInt()).isEqualTo(4);
        assertThat(Files.readString(page)).contains("Backtest: <bdi>cart</bdi>", "<svg", "error_rate");

        Program.Result table = gate("backtest --service cart --for 5h --every 30m --timeframe 10m", "--end", END);
        assertThat(table.out())
                .containsPattern("fail +4 +40\\.0 %")
                .containsPattern("2026-01-15T08:30:00Z +2026-01-15T10:00:00Z +4 +fail +error_rate");
    }

    @Test
    void a_history_that_is_seeded_has_the_verdicts_and_values_of_live_evaluations() throws Exception {
        String history = folder.resolve("seeded").toString();
        String seed = "history seed --service cart --for 3h --every 30m --timeframe 10m --history " + history;
        String end = "2026-01-15T09:00:00Z";
        assertThat(gate(seed + " --dry-run", "--end", end).exitCode()).isZero();
        assertThat(Path.of(history)).doesNotExist();
        Program.Result seeded = gate(seed, "--end", end);
        assertThat(seeded.exitCode()).as(seeded.err()).isZero();
        List<String> first = listed(history);
        assertThat(first).hasSize(6);
        assertThat(gate(seed, "--end", end).exitCode()).isZero();
        assertThat(listed(history)).as("nothing is overwritten").isEqualTo(first);

        Program.Result live = gate(
                "evaluate --service cart --timeframe 10m -o json --record never --no-ci --history " + history,
                "--end",
                "2026-01-15T09:30:00Z");
        assertThat(live.exitCode()).as(live.out() + live.err()).isEqualTo(10);
        JsonNode judged = JSON.readTree(live.out());
        assertThat(judged.at("/comparedWith")).hasSize(2);

        JsonNode step = JSON.readTree(gate(
                        "backtest --service cart --for 30m --every 30m --timeframe 10m -o json",
                        "--end",
                        "2026-01-15T09:30:00Z")
                .out());
        assertThat(step.at("/objectives/0/values/median").asDouble())
                .isEqualTo(judged.at("/objectives/0/value").asDouble());
    }

    private static List<String> listed(String history) throws Exception {
        JsonNode list =
                JSON.readTree(Program.run("history", "list", "--history", history, "--service", "cart", "-o", "json")
                        .out());
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cart      |
            missed    |
            hole      | 1 gap in 1 of 1 series (the longest 5 min 30 s without a sample)
            ended     | 1 of 1 series ends inside the window, the first 10 min
            begun     | 1 of 1 series begins inside the window, the latest 10 min
            restarted | 1 counter reset in 1 of 1 series
            """)
    void what_is_incomplete_is_a_warning_with_numbers(String service, String warning) throws Exception {
        Program.Result result = gate(
                "evaluate --timeframe 20m --no-ci --service " + service,
                "--end",
                FIRST.plusSeconds(EVENT + 600).toString());

        if (warning == null) {
            assertThat(result.err()).doesNotContain("not complete", "gap", "series");
        } else {
            assertThat(result.err()).contains(warning);
        }
    }

    @Test
    void too_little_coverage_concludes_nothing() throws Exception {
        String[] end = {"--end", FIRST.plusSeconds(EVENT + 600).toString()};
        String evaluate = "evaluate --timeframe 20m --no-ci --service begun --min-coverage ";

        Program.Result result = gate(evaluate + "90%", end);
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(3);
        assertThat(result.err()).contains("samples cover too little of the window for", "--min-coverage wants 90 %");
        assertThat(gate(evaluate + "40%", end).err()).doesNotContain("too little");
        Program.Result unclear = gate(evaluate + "0.9", end);
        assertThat(unclear.exitCode()).as(unclear.out()).isEqualTo(2);
        assertThat(unclear.err()).contains("write 90% or 0.9%");
    }

    @Test
    void no_coverage_holds_whatever_the_environment_says() throws Exception {
        var arguments = List.of(
                "evaluate",
                "--slo=" + folder.resolve("slo.yaml"),
                "--prometheus=" + prometheus.url(),
                "--service=begun",
                "--timeframe=20m",
                "--no-ci",
                "--no-coverage",
                "--end=" + FIRST.plusSeconds(EVENT + 600));
        Program.Result result =
                Program.run(Map.of("SLI_PROVIDER_GET_SLI_COVERAGE", "true"), "", arguments.toArray(String[]::new));
        assertThat(result.err()).doesNotContain("not complete");
    }

    /** After five hours the query returns two series, which is no number. */
    @Test
    void windows_without_a_verdict_after_others_do_not_end_it() throws Exception {
        Path slo = Files.writeString(folder.resolve("many.yaml"), """
                indicators: {rate: 'rate(requests_total{service=~"hole|begun"}[$DURATION_SECONDS])'}
                objectives: [{sli: rate, pass: [{criteria: [">0"]}]}]
                total_score: {pass: "90%"}
                """);
        Program.Result result = Program.run(
                "backtest",
                "--slo=" + slo,
                "--prometheus=" + prometheus.url(),
                "--service=cart",
                "--for=2h",
                "--every=5m",
                "--end=" + END,
                "-o=json");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        JsonNode backtest = JSON.readTree(result.out());
        assertThat(backtest.at("/outcomes/errored").asInt()).isGreaterThan(10);
        assertThat(backtest.at("/complete").asBoolean()).isTrue();
    }

    @Test
    void a_report_does_not_replace_the_file_that_is_read() throws Exception {
        Program.Result result = gate(
                "backtest --service cart --for 1h --every 30m --report json=" + folder.resolve("slo.yaml"),
                "--end",
                END);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("would replace a file that is read");
        assertThat(folder.resolve("slo.yaml")).content().isEqualTo(SLO);
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_option() throws Exception {
        Program.Result often = gate("backtest --service cart --for 1h --every 2h", "--end", END);
        assertThat(often.exitCode()).isEqualTo(2);
        assertThat(often.err()).contains("--every 2h is longer than --for 1h");
        Program.Result away = Program.run(
                "backtest",
                "--slo",
                folder.resolve("slo.yaml").toString(),
                "--service=cart",
                "--for=1h",
                "--every=30m",
                "--prometheus=http://127.0.0.1:" + Program.freePort());
        assertThat(away.exitCode()).as(away.out() + away.err()).isEqualTo(3);
        assertThat(away.out()).containsPattern("not evaluated +2 +100");
        assertThat(away.err()).doesNotContain("had no data then");
        Program.Result seed = Program.run(
                "history",
                "seed",
                "--slo",
                folder.resolve("slo.yaml").toString(),
                "--service=cart",
                "--for=1h",
                "--every=30m",
                "--history=" + folder.resolve("unreachable"),
                "--prometheus=http://127.0.0.1:" + Program.freePort());
        assertThat(seed.exitCode()).as(seed.out() + seed.err()).isEqualTo(3);
    }
}
