package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.scenario.FakePrometheus;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as it is deployed: started, asked, watched, stopped. */
class ServeIT {

    @TempDir
    Path directory;

    @Test
    void it_starts_answers_tells_about_itself_and_stops_on_sigterm() throws Exception {
        var prometheus = new FakePrometheus();
        prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), "indicators: {good: sum(good)}\n");
        var service = new Service(
                directory,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url().replace("//", "//reader:tr0ub4dor@"),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        directory.toString(),
                        "SLI_PROVIDER_EVENTS_TRANSPORT",
                        "http",
                        "LOG_JSON",
                        "true"));
        try {
            service.awaitReady();
            assertThat(service.status("/q/health/live")).isEqualTo(200);

            String event = Files.readString(Path.of("src/test/events/get-sli.triggered.json"))
                    .replace("throughput", "good");
            HttpResponse<String> answer = service.post(event);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new ObjectMapper()
                            .readTree(answer.body())
                            .at("/data/get-sli/indicatorValues/2/value")
                            .asDouble())
                    .isEqualTo(41.5);
            assertThat(service.metrics())
                    .contains("sli_events_seconds_count{outcome=\"succeeded_warning\",task=\"get-sli\"}")
                    .contains("sli_indicators_total{reason=\"unknown_indicator\"} 2.0")
                    .contains("sli_indicators_total{reason=\"none\"} 1.0")
                    .contains("sli_query_seconds_count{endpoint=\"" + prometheus.url() + "\"} 1.0")
                    .contains("sli_events_in_flight{task=\"get-sli\"} 0.0")
                    .contains("sli_deadline_hits_total{task=\"get-sli\"} 0.0")
                    .doesNotContain("tr0ub4dor");
        } finally {
            assertThat(service.terminate(Duration.ofSeconds(5))).as("it stops").isTrue();
            prometheus.stop();
        }
        assertThat(service.process().exitValue()).isEqualTo(143);
        List<String> lines = service.log().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).has("message"))
                        .isTrue());
        assertThat(String.join("\n", lines))
                .contains(
                        "get-sli 7d1f6a52-3c0e-4b7e-9f5b-1a2c64d0e871 for bookshop/preprod/catalog: succeeded/warning, 1 values")
                .doesNotContain("tr0ub4dor", "sum(good)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SLI_PROVIDER_PROMETHEUS_TIMEOUT     | soon             | sli-provider.prometheus.timeout
                    SLI_PROVIDER_PROMETHEUS_RETRIES     | -1               | sli-provider.prometheus.retries
                    SLI_PROVIDER_PROMETHEUS_CONCURRENCY | 0                | sli-provider.prometheus.concurrency
                    SLI_PROVIDER_RESOURCE_CACHE_ENTRIES | -5               | sli-provider.resource.cache-entries
                    SLI_PROVIDER_RESOURCE_BUILT_IN_JOB  | it's             | sli-provider.resource.built-in-job
                    SLI_PROVIDER_EVENTS_DEADLINE        | 0s               | sli-provider.events.deadline
                    SLI_PROVIDER_EVENTS_MAX_SIZE        | big              | sli-provider.events.max-size
                    SLI_PROVIDER_EVENTS_OVER_HTTP       | ture             | over-http is "ture"; expected true or false
                    PROMETHEUS_ENDPOINT                 | prometheus:9090  | PROMETHEUS_ENDPOINT, --prometheus): the Prometheus URL must begin with http:// or https://
                    PROMETHEUS_ENDPOINT                 | http://b:99999   | has a port above 65535
                    K_SINK                              | http://u:tr0ub4dor@bad host/x | sli-provider.events.sink (K_SINK)
                    RESOURCE_SERVICE                    | ftp://u:tr0ub4dor@x/ | sli-provider.resource.url
                    KEPTN_API_TOKEN                     | tr0ub4dor☃       | sli-provider.resource.token
                    SLI_PROVIDER_EVENTS_DEADLINE        | 9999999999999s   | sli-provider.events.deadline
                    SLI_PROVIDER_PROMETHEUS_CONCURRENCY | 2147483647       | sli-provider.prometheus.concurrency
                    K_SINK                              | nonsense         | sli-provider.events.sink (K_SINK)
                    SLI_PROVIDER_RESOURCE_DIRECTORY     | /no/such         | there is no directory /no/such
                    SLI_PROVIDER_RESOURCE_BUILT_IN_JOB  | $FOO             | sli-provider.resource.built-in-job: nothing defines the placeholder $FOO
                    PROMETHEUS_ENDPOINT                 | http://a:tr0ub4dor@b:c:d | the Prometheus URL
                    """)
    void a_wrong_setting_stops_the_start_with_a_sentence(String name, String value, String sentence) throws Exception {
        Program.Result result = Program.run(
                Map.of(name, value),
                "",
                "serve",
                "--port=" + Program.freePort(),
                "--management-port=" + Program.freePort());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err()).contains(sentence).doesNotContain("\tat ", "Caused by", "tr0ub4dor");
    }

    /** Found out before {@code serve} itself runs, when Quarkus makes what takes requests. */
    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void a_login_that_is_set_in_part_is_one_line_in_the_form_of_the_log(String json) throws Exception {
        Program.Result result = Program.run(
                Map.of("OAUTH_SCOPES", "keptn", "KEPTN_API_ENDPOINT", "http://127.0.0.1:1/api", "LOG_JSON", json),
                "",
                "serve",
                "--port=" + Program.freePort(),
                "--management-port=" + Program.freePort());

        assertThat(result.exitCode()).isEqualTo(2);
        List<String> lines = (result.out() + result.err()).strip().lines().toList();
        assertThat(lines).singleElement().asString().contains("OAuth is set in part only; missing: OAUTH_CLIENT_ID");
        if (json.equals("true")) {
            assertThat(new ObjectMapper()
                            .readTree(lines.getFirst())
                            .path("level")
                            .asText())
                    .isEqualTo("ERROR");
        }
    }

    @Test
    void a_port_in_use_is_a_sentence() throws Exception {
        try (var taken = new ServerSocket(0)) {
            Program.Result result =
                    Program.run("serve", "--port=" + taken.getLocalPort(), "--management-port=" + Program.freePort());

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .contains("a port cannot be opened", Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, -1", "--port, 70000", "--management-port, 65536"})
    void a_number_that_is_no_port_is_a_sentence(String option, String number) throws Exception {
        // LaunchIT has a process of this kind.
        Program.Result result = GateHarness.likeProgram("", "serve", option + "=" + number);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(option + " " + number + " is not a port");
    }
}
