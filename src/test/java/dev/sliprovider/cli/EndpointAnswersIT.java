package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of what other servers with the API of Prometheus answer. */
class EndpointAnswersIT {

    /** Answers of other calls than queries are unexpected ones. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("cortex-max-chunks.422.json", ".*query failed: i0 — .*max number of chunks limit.*"),
            Map.entry("cortex-success.200.json", ""),
            Map.entry("cortex-too-many-outstanding-requests.429.txt", ".*too many requests: i0 — HTTP 429.*"),
            Map.entry("mimir-max-chunks-per-query.422.json", ".*query failed: i0 — .*make the query cheaper.*"),
            Map.entry("mimir-no-org-id.401.txt", ".*unauthorized: i0 — .*X-Scope-OrgID.*"),
            Map.entry("mimir-tenant-max-request-rate.429.txt", ".*too many requests: i0 — .*request rate limit.*"),
            Map.entry("mimir-too-many-outstanding-requests.429.json", ".*too many requests: i0 — .*"),
            Map.entry("prometheus-3-annotations.200.json", ".*Warning for i0: PromQL .*"),
            Map.entry("prometheus-3-native-histogram.200.json", ".*native histogram: i0 — .*"),
            Map.entry("prometheus-3-utf8-labels.200.json", ".*several series: i0 — .*service.name.*|"),
            Map.entry(
                    "prometheus-query-timeout.503.json", ".*timeout: i0 — Prometheus says timeout: query timed out.*"),
            Map.entry("prometheus-too-many-samples.422.json", ".*query failed: i0 — .*too many samples.*"),
            Map.entry("thanos-no-store.200.json", ".*partial response: i0 — .*No StoreAPIs matched.*"),
            Map.entry("thanos-partial-response.200.json", ".*partial response: i0 — .*"),
            Map.entry("thanos-store-error.422.json", ".*partial response: i0 — .*Aborted.*"),
            Map.entry("thanos-store-timeout.503.json", ".*timeout: i0 — .*"),
            Map.entry("victoriametrics-bad-query.422.json", ".*query rejected: i0 — .*unexpected token.*"),
            Map.entry("victoriametrics-partial.200.json", ".*partial response: i0 — .*isPartial.*"),
            Map.entry("victoriametrics-success.200.json", ""));

    @TempDir
    Path folder;

    private final GuardedPrometheus prometheus = new GuardedPrometheus().start();

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void every_recorded_answer_is_a_value_or_says_why_there_is_none() throws Exception {
        try (var service = new ServedEndpoints(folder, Map.of());
                Stream<Path> files = Files.list(Path.of("src/test/answers"))) {
            service.yaml("recorded", "url: " + prometheus.url(), "bearer_token: " + SECRET);
            for (Path file : files.filter(file -> !file.endsWith("README.md")).toList()) {
                String name = file.getFileName().toString();
                prometheus.answer(Answer.file(name));
                assertThat(service.ask("recorded").message())
                        .as(name)
                        .matches("(?s)" + WORDS.getOrDefault(name, "1 of 1 .* unexpected answer: i0 — .*"))
                        .doesNotContain("internal error");
            }
        }
    }

    @Test
    void a_part_of_the_data_is_a_value_with_a_warning_if_the_endpoint_says_so() throws Exception {
        for (String name : List.of("thanos-partial-response.200.json", "victoriametrics-partial.200.json")) {
            prometheus.answer(Answer.file(name));
            Program.Result result = Program.run(
                    Map.of(
                            "PROMETHEUS_ENDPOINT",
                            prometheus.url().replace("//", "//u:" + SECRET + "@"),
                            "PROMETHEUS_PARTIAL_RESPONSE",
                            "warn"),
                    "",
                    "get-sli",
                    "--sli-dir=" + ServedEndpoints.indicators(folder),
                    "--project=p",
                    "--stage=s",
                    "--service=s",
                    "--indicator=i0");
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains("i0: Warning: ").doesNotContain(SECRET);
            assertThat(result.err()).doesNotContain(SECRET);
        }
    }
}
