package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules and the dashboard are what Prometheus' own tool accepts, and the rules fire when they should. */
class AlertsTest {

    private static final Path RULES = Path.of("deploy/prometheus/alerts.yaml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/prometheus-sli-provider.json");

    @TempDir
    Path folder;

    @Test
    void every_alert_fires_when_it_should_and_only_then() throws Exception {
        promtool("check", "rules", RULES.toString());
        promtool("test", "rules", "src/test/alerts/alerts_test.yaml");
    }

    @Test
    void every_alert_is_tested_and_explained() throws IOException {
        List<String> alerts = matches(RULES, "alert: (\\w+)");

        assertThat(alerts).isNotEmpty();
        assertThat(matches(Path.of("src/test/alerts/alerts_test.yaml"), "alertname: (\\w+)\\R +exp_alerts"))
                .containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(matches(Path.of("docs/operations.md"), "(?m)^\\| `(Sli\\w+)` \\|"))
                .containsExactlyElementsOf(alerts);
    }

    @Test
    void every_expression_of_the_dashboard_is_valid() throws Exception {
        List<String> expressions = new ObjectMapper()
                .readTree(DASHBOARD.toFile()).findValuesAsText("expr").stream()
                        .map(expression -> expression.replaceAll("\\$__(range|rate_interval)", "5m"))
                        .toList();
        assertThat(expressions).hasSizeGreaterThan(10);
        var rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("  - {record: \"dashboard:")
                    .append(i)
                    .append("\", expr: '")
                    .append(expressions.get(i))
                    .append("'}\n");
        }

        promtool(
                "check",
                "rules",
                Files.writeString(folder.resolve("rules.yaml"), rules).toString());
    }

    private static List<String> matches(Path file, String pattern) throws IOException {
        Stream<MatchResult> found =
                Pattern.compile(pattern).matcher(Files.readString(file)).results();
        return found.map(match -> match.group(1)).toList();
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(PrometheusServer.program("PROMTOOL_BIN")), Stream.of(arguments))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isZero();
    }
}
