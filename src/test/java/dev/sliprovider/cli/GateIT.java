package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate with a real Prometheus: a service whose second version has errors, and whose third has none of them. */
class GateIT {

    private static final Instant FIRST = Instant.parse("2026-01-15T14:00:00Z");
    private static final int VERSION_SECONDS = 1200;
    private static final int STEP = 15;
    /** Of a thousand requests, in each version. */
    private static final int[] ERRORS = {8, 31, 7};

    private static PrometheusServer prometheus;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        prometheus = PrometheusServer.withSamples(folder.resolve("prometheus"), samples());
    }

    @AfterAll
    static void stop() {
        prometheus.close();
    }

    private static String samples() {
        var text = new StringBuilder("# TYPE http_requests counter\n");
        series(text, "http_requests_total{service=\"cart\",code=\"200\"}", true);
        series(text, "http_requests_total{service=\"cart\",code=\"500\"}", false);
        text.append("# TYPE http_request_duration_seconds histogram\n");
        for (String bound : List.of("0.1", "+Inf")) {
            series(text, "http_request_duration_seconds_bucket{service=\"cart\",le=\"" + bound + "\"}", true);
        }
        series(text, "http_request_duration_seconds_count{service=\"cart\"}", true);
        return text.append("# EOF\n").toString();
    }

    private static void series(StringBuilder text, String name, boolean isGood) {
        long total = 0;
        for (int second = 0; second <= ERRORS.length * VERSION_SECONDS; second += STEP) {
            int errors = ERRORS[Math.max(0, second - 1) / VERSION_SECONDS];
            total += (long) STEP * (isGood ? 1000 - errors : errors);
            text.append(name)
                    .append(' ')
                    .append(total)
                    .append(' ')
                    .append(FIRST.getEpochSecond() + second)
                    .append('\n');
        }
    }

    private static Program.Result evaluate(int version, String... more) throws IOException, InterruptedException {
        String end = FIRST.plusSeconds((long) version * VERSION_SECONDS).toString();
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", "deploy/ci/slo.yaml", "--service", "cart"));
        arguments.addAll(List.of("--prometheus", prometheus.url(), "--end", end, "--timeframe", "10m"));
        arguments.addAll(List.of("--id", "v" + version, "--no-ci"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void a_regression_fails_against_the_last_good_version_and_the_fixed_version_passes() throws Exception {
        String history = folder.resolve("gate").toString();
        String junit = folder.resolve("gate.xml").toString();

        Program.Result first = evaluate(1, "--history", history);
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.err()).contains("Passed without comparison: error_rate");

        Program.Result second = evaluate(2, "--history", history, "--report", "junit=" + junit);
        assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(10);
        assertThat(second.out()).contains("FAIL  error_rate is 0.031, wanted: at most 0.0088");
        assertThat(Path.of(junit)).content().contains("name=\"error_rate\"", "type=\"criteria\"");

        Program.Result third = evaluate(3, "--history", history, "-o", "json");
        assertThat(third.exitCode()).as(third.out() + third.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(third.out());
        assertThat(result.at("/comparedWith/0").asText())
                .as("the last that passed")
                .isEqualTo("v1");
        assertThat(result.at("/objectives/0/query").asText()).contains("[600s]");
        assertThat(result.path("endpoint").asText()).isEqualTo(prometheus.url());
    }

    @Test
    void a_prometheus_that_is_away_is_no_verdict() throws Exception {
        Program.Result result = Program.run(
                "evaluate",
                "--slo",
                "deploy/ci/slo.yaml",
                "--service",
                "cart",
                "--prometheus",
                "http://127.0.0.1:1",
                "--history",
                folder.resolve("away").toString());

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.out()).contains("ERROR");
        assertThat(folder.resolve("away")).doesNotExist();
    }

    @Test
    void a_query_that_prometheus_rejects_is_a_mistake_in_the_files() throws Exception {
        Path sli = Files.writeString(folder.resolve("sli.yaml"), "indicators: {broken: 'sum('}\n");
        Path slo = Files.writeString(folder.resolve("broken.yaml"), """
                objectives: [{sli: broken, pass: [{criteria: ["<1"]}]}]
                total_score: {pass: "100"}
                """);
        Program.Result result = Program.run(
                "evaluate",
                "--slo",
                slo.toString(),
                "--sli",
                sli.toString(),
                "--service",
                "cart",
                "--prometheus",
                prometheus.url());

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
    }
}
