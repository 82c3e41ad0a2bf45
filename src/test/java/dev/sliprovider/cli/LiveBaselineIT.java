package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines that a real Prometheus still has: a stable deployment beside a canary, and the hour before. */
class LiveBaselineIT {

    private static final Instant FIRST = Instant.parse("2026-01-15T13:00:00Z");
    /** Before this the canary is as good as the stable deployment. */
    private static final int REGRESSION = 3600;

    private static final int LAST = 4800;
    private static final int STEP = 15;
    private static final String END = FIRST.plusSeconds(LAST).toString();
    private static final String SLO = "sli-examples/canary-comparison/live-slo.yaml";

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
        for (String deployment : List.of("stable", "canary")) {
            series(
                    text,
                    "http_requests_total{deployment=\"" + deployment + "\",service=\"cart\",code=\"200\"}",
                    992,
                    969);
            series(text, "http_requests_total{deployment=\"" + deployment + "\",service=\"cart\",code=\"500\"}", 8, 31);
        }
        text.append("# TYPE http_request_duration_seconds histogram\n");
        for (String deployment : List.of("stable", "canary")) {
            String labels = "{deployment=\"" + deployment + "\",service=\"cart\"";
            series(text, "http_request_duration_seconds_bucket" + labels + ",le=\"0.1\"}", 900, 880);
            series(text, "http_request_duration_seconds_bucket" + labels + ",le=\"0.3\"}", 1000, 1000);
            series(text, "http_request_duration_seconds_bucket" + labels + ",le=\"+Inf\"}", 1000, 1000);
            series(text, "http_request_duration_seconds_count" + labels + "}", 1000, 1000);
        }
        return text.append("# EOF\n").toString();
    }

    private static void series(StringBuilder text, String name, int before, int canary) {
        long total = 0;
        for (int second = 0; second <= LAST; second += STEP) {
            total += (long) STEP * (second > REGRESSION && name.contains("canary") ? canary : before);
            text.append(name + " " + total + " " + (FIRST.getEpochSecond() + second) + "\n");
        }
    }

    private static Program.Result evaluate(String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", SLO, "--service", "cart", "--end", END));
        arguments.addAll(List.of("--prometheus", prometheus.url(), "--timeframe", "10m", "--no-ci"));
        arguments.addAll(List.of("--deployment", "canary"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void the_canary_is_compared_with_the_stable_deployment() throws Exception {
        Program.Result result = evaluate("--compare-with", "deployment:stable", "-o", "json");

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(10);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.at("/comparedWith/0").asText()).isEqualTo("deployment:stable");
        assertThat(json.at("/objectives/0/comparedValue").asDouble()).isCloseTo(0.008, within(1e-9));
        assertThat(json.at("/objectives/0/message").asText())
                .isEqualTo("error_rate is 0.031, wanted: at most 0.0088 (<=+10% of the 0.008 of deployment:stable)");
        assertThat(json.at("/baselines/0/deployment").asText()).isEqualTo("stable");
        assertThat(json.at("/baselines/0/end").asText()).isEqualTo(END);
        assertThat(json.at("/baselines/0/indicators/0/query").asText()).contains("deployment=\"stable\"");
        assertThat(json.at("/freshness/waitedMilliseconds").asInt()).isZero();
    }

    @Test
    void an_offset_and_a_window_are_earlier_windows_and_several_are_aggregated() throws Exception {
        Program.Result offset = evaluate("--compare-with", "offset:1h", "--compare-with", "deployment:stable");
        assertThat(offset.exitCode()).as(offset.out() + offset.err()).isEqualTo(10);
        assertThat(offset.out()).contains("(<=+10% of the 0.008 of offset:1h and deployment:stable)");

        Program.Result window =
                evaluate("--compare-with", "window:2026-01-15T13:10:00Z/2026-01-15T13:15:00Z", "-o", "json");
        assertThat(window.exitCode()).isEqualTo(10);
        assertThat(window.err()).contains("has 300 s and the evaluated window 600 s");
        assertThat(new ObjectMapper()
                        .readTree(window.out())
                        .at("/baselines/0/indicators/0/query")
                        .asText())
                .contains("[300s]");
    }

    @Test
    void a_baseline_without_a_value_is_said_and_can_be_refused() throws Exception {
        Program.Result passed = evaluate("--compare-with", "deployment:green");
        assertThat(passed.exitCode()).as(passed.out() + passed.err()).isZero();
        assertThat(passed.err())
                .contains("Passed without comparison: error_rate; deployment:green: ")
                .contains("has deployment=\"green\"; the values of deployment are \"canary\", \"stable\"");

        Program.Result refused = evaluate("--compare-with", "deployment:green", "--require-history", "1");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("compared with 0 live baselines that have values");
    }

    @Test
    void a_comparison_with_itself_is_a_mistake() throws Exception {
        Program.Result result = evaluate("--compare-with", "label:version=2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the live baseline label:version=2 compares the service with itself");
    }

    @Test
    void the_transcript_of_the_example_is_what_is_printed() throws Exception {
        Matcher block = Pattern.compile(
                        "(?ms)^```text\\n\\$ prometheus-sli-provider (evaluate .*?[^\\\\])\\n(.*?)^```$")
                .matcher(Files.readString(Path.of("sli-examples/canary-comparison/README.md")));
        assertThat(block.find()).isTrue();
        String arguments = block.group(1).replace("\\\n", " ").replace("http://localhost:9090", prometheus.url());
        Program.Result result = Program.run(arguments.strip().split(" +"));

        assertThat(result.out() + result.err()).isEqualTo(block.group(2));
        assertThat(result.exitCode()).isEqualTo(10);
    }
}
