package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running program tells of itself is what the documents, the alerts and the dashboard say it does. */
class MetricsIT {

    private static final String NOBODY = "127.0.0.1:1";
    private static final String TOKEN = "tr0ub4dor-metrics-of-the-gate";

    private static final Pattern NAME = Pattern.compile("\\b(?:sli|process)_[a-z_]+_?[a-z]+\\b");

    @TempDir
    Path directory;

    @Test
    void every_metric_that_is_named_is_served() throws Exception {
        var prometheus = new FakePrometheus();
        var service = new Service(
                directory,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        "sli-examples/prometheus-itself",
                        "SLI_PROVIDER_GATE_TOKEN",
                        TOKEN),
                "--transport=http");
        try {
            Eventually.await().ignoreExceptions().until(() -> event(service) == 200);
            evaluate(service);
            Set<String> served = names(service.metrics());

            assertThat(served).containsAll(names(read("deploy/prometheus/alerts.yaml")));
            assertThat(served).containsAll(names(read("deploy/grafana/prometheus-sli-provider.json")));
            assertThat(served.stream().map(MetricsIT::family).filter(name -> name.startsWith("sli_")))
                    .containsOnlyElementsOf(Pattern.compile("(?m)^\\| `(sli_[a-z_]+)`")
                            .matcher(read("docs/operations.md"))
                            .results()
                            .map(row -> row.group(1))
                            .toList());
        } finally {
            service.close();
            prometheus.stop();
        }
    }

    @Test
    void a_server_that_is_left_alone_is_shown_without_its_credentials() throws Exception {
        var service = new Service(
                directory,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        "http://reader:tr0ub4dor-metrics@" + NOBODY,
                        "SLI_PROVIDER_PROMETHEUS_BREAKER_THRESHOLD",
                        "1",
                        "SLI_PROVIDER_PROMETHEUS_BREAKER_OPEN_FOR",
                        "1m",
                        "SLI_PROVIDER_PROMETHEUS_RETRIES",
                        "0",
                        "SLI_PROVIDER_EVENTS_DEADLINE",
                        "5s",
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        "sli-examples/prometheus-itself"),
                "--transport=http");
        String gauge = "sli_circuit_breaker_open{endpoint=\"http://" + NOBODY + "\"} ";
        try {
            Eventually.await().ignoreExceptions().until(() -> event(service) == 200);
            assertThat(service.metrics()).contains("\nsli_ready 1.0\n", gauge + "0.0\n");
            Eventually.await().until(() -> {
                event(service);
                return service.metrics().contains(gauge + "1.0\n");
            });
            assertThat(service.metrics()).doesNotContain("tr0ub4dor");
        } finally {
            service.close();
        }
    }

    @Test
    void not_being_ready_is_a_number_and_failures_of_the_log_are_counted_before_the_first() throws Exception {
        var service = new Service(
                directory, Map.of("NATS_URL", "nats://" + NOBODY, "DISABLE_REGISTRATION", "true"), "--transport=nats");
        try {
            Eventually.await().ignoreExceptions().untilAsserted(() -> assertThat(service.metrics())
                    .contains("\nsli_ready 0.0\n", "\nsli_log_entries_lost_total 0.0\n"));
        } finally {
            service.close();
        }
    }

    /** The name without what Prometheus' format adds to that of a timer. */
    private static String family(String name) {
        return name.replaceAll("_(count|sum|max|bucket)$", "");
    }

    private static int event(Service service) throws IOException, InterruptedException {
        return service.post(read("sli-examples/prometheus-itself/get-sli.triggered.json"))
                .statusCode();
    }

    /** The gauges of the gate are those of the last evaluation. */
    private static void evaluate(Service service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/evaluations"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"project\": \"demo\", \"stage\": \"dev\", \"service\": \"prometheus\","
                                + " \"timeframe\": \"5m\", \"values\": {\"throughput\": 1}}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, ProgramOutput.answer()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text.replaceAll("(?m)^#.*$", ""))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
