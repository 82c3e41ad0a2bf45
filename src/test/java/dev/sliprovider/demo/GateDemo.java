package dev.sliprovider.demo;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The quality gate at work: Prometheus judged by its own metrics, and a regression that is made up. */
final class GateDemo {

    private static final String SLO = """
            spec_version: "1.0"
            indicators:
              requests_per_second: sum(rate(prometheus_http_requests_total[$DURATION_SECONDS]))
              series: max(prometheus_tsdb_head_series)
            comparison: {compare_with: single_result, include_result_with_score: pass}
            objectives:
              - sli: requests_per_second
                pass: [{criteria: [">0"]}]
              - sli: series
                key_sli: true
                pass: [{criteria: ["<=+50%"]}]
            total_score: {pass: "90%"}
            """;
    private static final String REGRESSION = "{\"requests_per_second\": 2, \"series\": 1700}";

    private final String prometheus;
    private final Path folder;

    GateDemo(String prometheus, Path folder) {
        this.prometheus = prometheus;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Screen.heading("The quality gate: a version that is good enough");
        Files.writeString(folder.resolve("slo.yaml"), SLO);
        show(evaluate("", "--id", "version-1", "--prometheus", prometheus, "--timeframe", "1m"));
        Screen.heading("The quality gate: a version that is not");
        Path report = folder.resolve("gate.html");
        show(evaluate(REGRESSION, "--id", "version-2", "--values", "-", "--report", "html=" + report));
        Screen.step("the report for people, with the history of both versions: " + report);
    }

    private Program.Result evaluate(String input, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "evaluate",
                "--slo",
                folder.resolve("slo.yaml").toString(),
                "--service",
                "prometheus",
                "--history",
                folder.resolve("gate").toString(),
                "--no-ci"));
        arguments.addAll(List.of(more));
        return Program.run(Map.of(), input, arguments.toArray(String[]::new));
    }

    private static void show(Program.Result result) {
        result.out().lines().forEach(Screen::line);
        result.err().lines().forEach(Screen::line);
        Screen.line("exit code " + result.exitCode());
    }
}
