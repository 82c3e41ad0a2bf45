package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.sli.QueryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of the gate is what it prints. */
class GateTranscriptIT {

    private static final String PROMPT = "$ ";
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```text\\n(\\$ prometheus-sli-provider evaluate .*?)^```$");

    @TempDir
    Path folder;

    private record Step(String command, String output) {}

    private static List<Step> steps() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        var steps = new ArrayList<Step>();
        String text = block.group(1).replace("\\\n", " ");
        for (String step : text.split("(?m)^\\$ ")) {
            if (!step.isBlank()) {
                String command = step.lines().findFirst().orElseThrow();
                steps.add(new Step(command, step.substring(command.length()).stripLeading()));
            }
        }
        return steps;
    }

    @Test
    void the_transcript_is_what_is_printed() throws Exception {
        var prometheus = new FakePrometheus();
        prometheus.answers(Map.of(
                query("error_rate"), List.of(Map.of("vector", List.of(0.008)), Map.of("vector", List.of(0.031))),
                query("response_time_p95"), List.of(Map.of("vector", List.of(0.205)), Map.of("vector", List.of(0.212))),
                query("throughput"), List.of(Map.of("vector", List.of(39.8)), Map.of("vector", List.of(41.2)))));
        int code = -1;
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(2);
        for (Step step : steps) {
            if (step.command().equals("echo $?")) {
                assertThat(step.output()).isEqualTo(code + "\n");
                continue;
            }
            String arguments = step.command()
                    .replace("prometheus-sli-provider ", "")
                    .replaceAll("http://localhost:\\d+", prometheus.url())
                    .replace(" .gate", " " + folder.resolve("gate"));
            Program.Result result = Program.run(arguments.strip().split(" +"));
            code = result.exitCode();
            assertThat((result.out() + result.err())
                            .replace(folder.resolve("gate").toString(), ".gate"))
                    .isEqualTo(step.output());
        }
        prometheus.stop();
    }

    private static String query(String indicator) throws IOException {
        String text = Files.readString(Path.of("deploy/ci/slo.yaml"));
        var queries = SliYaml.parse("slo.yaml", text).config().queries();
        return ((QueryTemplate) queries.get(indicator))
                .text()
                .replace("$SERVICE", "cart")
                .replace("$DURATION_SECONDS", "600s");
    }
}
