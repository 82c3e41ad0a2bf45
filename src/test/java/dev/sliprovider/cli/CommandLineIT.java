package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.scenario.FakeResourceService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of the command line: what is printed where, and the exit codes. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SCOPE =
            List.of("--project", "bookshop", "--stage", "preprod", "--service", "catalog");

    private static FakePrometheus prometheus;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws Exception {
        prometheus = new FakePrometheus();
        prometheus.answers(Map.of(
                "sum(good)", Map.of("vector", List.of(41.5)),
                "sum(bad)", Map.of("vector", List.of()),
                "sum(secret)", Map.of("status", 401, "body", "who are you?"),
                "sum(slow)", Map.of("vector", List.of(1), "delay", 3000)));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), """
                indicators:
                  good: sum(good)
                  bad: sum(bad)
                """);
    }

    @AfterAll
    static void stop() {
        prometheus.stop();
    }

    @Test
    void help_names_commands_and_exit_codes_and_needs_no_boot() throws Exception {
        Program.Result result = Program.run("--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("serve", "get-sli", "evaluate", "history", "report", "validate", "Exit codes:");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void version_is_that_of_the_build() throws Exception {
        Program.Result result = Program.run("--version");

        assertThat(result.out()).matches("prometheus-sli-provider \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nonsense                                        | Unmatched argument at index 0: 'nonsense'
                    get-sli --resource-service http://b             | give --project, --stage, --service
                    get-sli --event no-such-file                    | --event no-such-file cannot be read
                    get-sli --event pom.xml                         | --event pom.xml: the body is not JSON
                    get-sli --project p --stage s --service x --timeframe soon | --timeframe "soon" cannot be read
                    get-sli --project p --stage s --service x --end late       | --end "late" cannot be read
                    get-sli --sli-dir a --resource-service http://b            | exclude each other
                    get-sli -o xml --project p                      | expected one of
                    validate                                        | Missing required parameter
                    validate no-such-file                           | no-such-file does not exist (looked for /
                    validate sli-exampels                           | /sli-examples?
                    """)
    void wrong_usage_is_one_sentence_and_exit_code_2(String commandLine, String sentence) throws Exception {
        Program.Result result = commandLine.equals("nonsense")
                ? Program.run(commandLine.split(" "))
                : GateHarness.likeProgram("", commandLine.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(sentence, "--help").doesNotContain("\tat ", "Exception:");
    }

    @Test
    void a_table_shows_values_reasons_and_queries_and_below_it_why() throws Exception {
        Program.Result result = getSli("-o", "table");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("INDICATOR +VALUE +MS +QUERY")
                .containsPattern("good +41\\.5 +\\d+ +sum\\(good\\)")
                .containsPattern("bad +no data +\\d+ +sum\\(bad\\)")
                .contains("bad: the query returned no data;", "Asked " + prometheus.url() + ", window ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_query_needs_no_file_and_no_name() throws Exception {
        Program.Result result = Program.run(
                "get-sli",
                "--prometheus",
                prometheus.url() + "/graph",
                "--query",
                "good=sum(good)",
                "--start",
                "-1h",
                "-o",
                "prom");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("sli_value{project=\"default\",stage=\"default\",service=\"default\",sli=\"good\"} 41.5\n");
    }

    @Test
    void a_name_that_a_query_uses_is_asked_for_with_the_place_and_a_dry_run_shows_it() throws Exception {
        Path named = Files.createDirectories(directory.resolve("named/prometheus"));
        Files.writeString(named.resolve("sli.yaml"), "indicators: {good: 'sum(good{stage=\"$STAGE\"})'}\n");
        String folder = named.getParent().toString();
        String place = SourceFile.location(named.resolve("sli.yaml").toString()) + ":1:20";
        Program.Result missing = Program.run("get-sli", "--sli-dir", folder, "--prometheus", prometheus.url());
        prometheus.reset();
        Program.Result dryRun = Program.run("get-sli", "--sli-dir", folder, "--stage", "dev", "--dry-run");
        Program.Result list = Program.run("get-sli", "--sli-dir", folder, "--list");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .isEqualTo("prometheus-sli-provider: $STAGE is used by good (" + place + "): give --stage\n");
        assertThat(dryRun.out()).isEqualTo("good  sum(good{stage=\"dev\"})\n");
        assertThat(list.out()).contains("good       project  " + place + "  sum(good");
        assertThat(prometheus.requests()).isEmpty();
    }

    @Test
    void a_reader_that_has_read_enough_is_no_failure() throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" | :", "sh"));
        command.addAll(Program.command(arguments("--indicator", "good", "-o", "json")));
        Process process = new ProcessBuilder(command).start();

        assertThat(process.getErrorStream().readAllBytes()).asString().isEmpty();
    }

    @Test
    void a_watch_asks_again_until_nobody_reads() throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "\"$@\" | head -4", "sh"));
        command.addAll(Program.command(
                "get-sli", "--prometheus", prometheus.url(), "--query", "good=sum(good)", "--watch", "1s"));
        Process process = new ProcessBuilder(command).start();

        assertThat(process.getInputStream().readAllBytes())
                .asString()
                .containsPattern("again 1 s later(?s:.*)good +41\\.5(?s:.*)again 1 s later");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.getErrorStream().readAllBytes()).asString().isEmpty();
    }

    @Test
    void json_is_one_document_and_nothing_else_on_standard_output() throws Exception {
        Program.Result result = getSli("-o", "json", "--indicator", "good");

        JsonNode document = JSON.readTree(result.out());
        assertThat(result.exitCode()).isZero();
        assertThat(document.path("result").asText()).isEqualTo("pass");
        assertThat(document.at("/indicators/0/value").asDouble()).isEqualTo(41.5);
        assertThat(document.at("/indicators/0/query").asText()).isEqualTo("sum(good)");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void an_event_from_standard_input_is_answered_with_the_finished_event() throws Exception {
        String event = Files.readString(Path.of("src/test/events/get-sli.triggered.json"))
                .replace("checkout_p95", "good")
                .replace("checkout_error_rate", "bad")
                .replace("throughput", "good");
        Program.Result result = Program.run(Map.of(), event, arguments("--event", "-", "-o", "event"));

        JsonNode finished = JSON.readTree(result.out());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(finished.path("type").asText()).isEqualTo("sh.keptn.event.get-sli.finished");
        assertThat(finished.path("triggeredid").asText()).isEqualTo("0c0b6f0e-5a4e-4a0a-8f7d-6d1f2a9b3c01");
        assertThat(finished.at("/data/get-sli/indicatorValues")).hasSize(3);
    }

    @Test
    void sli_yaml_is_read_from_a_resource_service_too() throws Exception {
        var resourceService = new FakeResourceService();
        resourceService.levels(Map.of("stage", "indicators: {good: sum(good)}"));
        var arguments = new ArrayList<>(List.of("get-sli", "--resource-service", resourceService.url()));
        arguments.addAll(List.of("--prometheus", prometheus.url(), "-o", "json"));
        arguments.addAll(SCOPE);
        Program.Result result = Program.run(arguments.toArray(String[]::new));
        resourceService.stop();

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void wrong_configuration_is_a_sentence_and_exit_code_2() throws Exception {
        Path broken = Files.createDirectories(directory.resolve("broken/prometheus"));
        Files.writeString(broken.resolve("sli.yaml"), "indicators: [a]\n");
        var arguments = new ArrayList<>(
                List.of("get-sli", "--sli-dir", broken.getParent().toString()));
        arguments.addAll(List.of("--prometheus", prometheus.url()));
        arguments.addAll(SCOPE);
        Program.Result result = Program.run(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("sli.yaml (project level):1:13: \"indicators\" must be a map");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void without_an_sli_yaml_it_says_where_it_looked_and_which_file_is_not_read() throws Exception {
        Path lost = Files.createDirectories(directory.resolve("lost"));
        Files.writeString(lost.resolve("sli.yaml"), "indicators: {ok: vector(1)}\n");
        Program.Result result = everyIndicator(lost);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "prometheus-sli-provider: no sli.yaml defines an indicator for bookshop/preprod/catalog",
                        "  " + lost.resolve("prometheus/sli.yaml") + " (project level): no such file",
                        "  " + lost.resolve("preprod/prometheus/sli.yaml") + " (stage level): no such file",
                        "  " + lost.resolve("preprod/catalog/prometheus/sli.yaml") + " (service level): no such file",
                        lost.resolve("sli.yaml") + " is not read; move it to " + lost.resolve("prometheus/sli.yaml"));
    }

    @Test
    void an_sli_yaml_without_indicators_is_explained_as_validate_does() throws Exception {
        Path flat = Files.createDirectories(directory.resolve("flat/prometheus"));
        Files.writeString(flat.resolve("sli.yaml"), "spec_version: '1.0'\nindicators:\nok: vector(1)\n");
        Program.Result result = everyIndicator(flat.getParent());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(flat.resolve("sli.yaml") + " (project level): defines 0 indicators")
                .contains(":2:12: \"indicators\" is empty", "\"ok\" in line 3 stands beside", "indent it");
    }

    @Test
    void a_directory_that_does_not_exist_is_told_with_its_absolute_path_and_the_nearest_one() throws Exception {
        Program.Result result = everyIndicator(Path.of("sli-exampels"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("there is no directory " + Path.of("sli-exampels").toAbsolutePath())
                .contains("did you mean " + Path.of("sli-examples").toAbsolutePath() + "?");
    }

    private static Program.Result everyIndicator(Path directory) throws Exception {
        var arguments = new ArrayList<>(List.of("get-sli", "--sli-dir", directory.toString()));
        arguments.addAll(List.of("--prometheus", prometheus.url()));
        arguments.addAll(SCOPE);
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void without_an_endpoint_it_says_what_to_set() throws Exception {
        var arguments = new ArrayList<>(List.of("get-sli", "--sli-dir", directory.toString()));
        arguments.addAll(SCOPE);
        Program.Result result = Program.run(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("no Prometheus is known", "PROMETHEUS_ENDPOINT", "--prometheus");
    }

    @Test
    void a_prometheus_that_is_named_wins_over_what_is_known_of_the_project() throws Exception {
        var settings = Map.of("SLI_PROVIDER_PROJECTS_BOOKSHOP_PROMETHEUS_URL", "http://127.0.0.1:1");
        var scope = new ArrayList<>(SCOPE);
        scope.addAll(List.of("--indicator", "good"));
        Program.Result result = Program.run(settings, "", arguments(scope.toArray(String[]::new)));

        assertThat(result.exitCode()).as(result.out()).isZero();
    }

    @Test
    void no_port_is_opened_and_occupied_ones_do_not_matter() throws Exception {
        try (var events = occupy(8080);
                var management = occupy(9000)) {
            assertThat(getSli("--indicator", "good").exitCode()).isZero();
        }
    }

    @Test
    void credentials_in_the_url_are_sent_and_never_shown() throws Exception {
        Path guarded = Files.createDirectories(directory.resolve("guarded/prometheus"));
        Files.writeString(guarded.resolve("sli.yaml"), "indicators: {good: sum(good), secret: sum(secret)}\n");
        String url = prometheus.url().replace("http://", "http://reader:tr0ub4dor@");
        var arguments = new ArrayList<>(
                List.of("get-sli", "--sli-dir", guarded.getParent().toString()));
        arguments.addAll(List.of("--prometheus", url));
        arguments.addAll(SCOPE);
        arguments.addAll(List.of("-o", "event"));
        prometheus.reset();
        Program.Result result = Program.run(arguments.toArray(String[]::new));

        assertThat(prometheus.requests()).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("authorization", "Basic cmVhZGVyOnRyMHViNGRvcg=="));
        assertThat(result.out()).contains("HTTP 401").doesNotContain("tr0ub4dor", "cmVhZGVyOnRyMHViNGRvcg");
        assertThat(result.err()).doesNotContain("tr0ub4dor", "cmVhZGVyOnRyMHViNGRvcg");
    }

    @Test
    void validate_tells_all_problems_with_their_place() throws Exception {
        Path file = directory.resolve("many.yaml");
        Files.writeString(file, """
                indicators:
                  fixed: sum(rate(x_total[5m]))
                  typo: sum(rate(x_total{job="$SERVCE"}[$DURATION_SECONDS]))
                  nested: {a: b}
                  typo: 1
                """);
        Program.Result result = Program.run("validate", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains(file + ":4:11: the query of \"nested\" must be a text")
                .contains(file + ":5:3: the key \"typo\" occurs twice")
                .contains(file + ":2:10: warning: indicator \"fixed\" looks at [5m]")
                .contains(file
                        + ":3:9: indicator \"typo\": nothing defines the placeholder $SERVCE; did you mean $SERVICE?");
        assertThat(result.err()).contains("1 file, 3 errors, 1 warning");
    }

    @Test
    void validate_reads_promql() throws Exception {
        Path file = directory.resolve("promql.yaml");
        Files.writeString(file, """
                indicators:
                  unquoted: sum(rate(x_total{depot=leeds}[$DURATION_SECONDS]))
                  twice_s: sum(rate(x_total[${DURATION_SECONDS}s]))
                  several: sum by (job) (x)
                  good: sum(rate(x_total{depot="leeds"}[$DURATION_SECONDS]))
                """);
        Program.Result result = GateHarness.likeProgram("", "validate", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains(file + ":2:13: indicator \"unquoted\": unexpected \"leeds\": a value in quotes was expected")
                .containsPattern("\\R {4}sum\\(rate\\(x_total\\{depot=leeds.*\\R {27}\\^{5}\\R")
                .contains(file + ":3:12: indicator \"twice_s\": the duration")
                .contains(file + ":4:12: warning: indicator \"several\": the result keeps the labels job")
                .doesNotContain("good");
        assertThat(result.err()).contains("1 file, 2 errors, 1 warning");
    }

    @Test
    void validate_goes_on_after_a_file_that_is_no_text() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("latin1/prometheus"));
        Files.write(folder.resolve("sli.yaml"), new byte[] {'a', (byte) 0xe9, '\n'});
        Path other = Files.createDirectories(directory.resolve("latin1/stage/prometheus"));
        Files.writeString(other.resolve("sli.yaml"), "indicators: [a]\n");
        Program.Result result = GateHarness.likeProgram(
                "", "validate", directory.resolve("latin1").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("latin1/prometheus/sli.yaml:1:1: the file is not UTF-8")
                .contains("latin1/stage/prometheus/sli.yaml:1:13: \"indicators\" must be a map");
    }

    @Test
    void a_result_that_cannot_be_written_is_no_success() throws Exception {
        var command = new ArrayList<>(
                List.of("get-sli", "--sli-dir", directory.toString(), "--prometheus", prometheus.url()));
        command.addAll(SCOPE);
        command.addAll(List.of("--indicator", "good"));
        Process process = Program.start(Map.of(), Path.of("/dev/full"), command.toArray(String[]::new));

        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void a_resource_service_that_hangs_is_one_sentence() throws Exception {
        var resourceService = new FakeResourceService();
        resourceService.levels(Map.of(
                "project",
                Map.of("delay", 20_000),
                "stage",
                Map.of("delay", 20_000),
                "service",
                Map.of("delay", 20_000)));
        var arguments =
                new ArrayList<>(List.of("get-sli", "--resource-service", resourceService.url(), "--deadline", "1s"));
        arguments.addAll(List.of("--prometheus", prometheus.url(), "--indicator", "good"));
        arguments.addAll(SCOPE);
        Program.Result result = Program.run(arguments.toArray(String[]::new));
        resourceService.stop();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip())
                .contains("were not read before the deadline")
                .hasLineCount(1);
    }

    @Test
    void validate_is_content_with_the_examples() throws Exception {
        Program.Result result =
                GateHarness.likeProgram("", "validate", "--filter", "topic", "--strict", "sli-examples");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"error_rate": 0.01} |                         | 0  | PASS
                    {"error_rate": 0.02} |                         | 0  | WARNING
                    {"error_rate": 0.02} | --warning-exit-code 11  | 11 | WARNING
                    {"error_rate": 0.03} |                         | 10 | FAIL
                    {"error_rate": null} |                         | 10 | FAIL
                    {"error_rate": 0.01} | --require-history 1     | 3  | ERROR
                    {"error_rate": 0.01} | --timeframe 1s          | 2  | ``
                    {"error_rate": "x"}  |                         | 2  | ``
                    """)
    void the_gate_has_an_exit_code_for_each_outcome(String values, String option, int code, String word)
            throws Exception {
        Path slo = Files.writeString(directory.resolve("gate.yaml"), """
                objectives:
                  - sli: error_rate
                    pass: [{criteria: ["<=0.01"]}]
                    warning: [{criteria: ["<=0.02"]}]
                total_score: {pass: "90%", warning: "50%"}
                """);
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", slo.toString(), "--values", "-", "--no-ci"));
        arguments.addAll(List.of("--service", "cart"));
        if (option != null) {
            arguments.addAll(List.of(option.split(" ")));
        }
        Program.Result result = word.equals("FAIL")
                ? Program.run(Map.of(), values, arguments.toArray(String[]::new))
                : GateHarness.likeProgram(values, arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).contains(word);
        assertThat(result.err()).doesNotContain("\tat ", "Exception");
        if (word.isEmpty()) {
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void a_gate_without_a_prometheus_says_what_to_set() throws Exception {
        Program.Result result = Program.run("evaluate", "--slo", "deploy/ci/slo.yaml", "--service", "cart");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("no Prometheus is known", "PROMETHEUS_ENDPOINT", "--prometheus");
    }

    @Test
    void completion_is_a_shell_script() throws Exception {
        Program.Result result = GateHarness.likeProgram("", "generate-completion");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("complete -F", "--sli-dir");
    }

    private static Program.Result getSli(String... more) throws Exception {
        var arguments = new ArrayList<>(SCOPE);
        arguments.addAll(List.of(more));
        return Program.run(arguments(arguments.toArray(String[]::new)));
    }

    private static String[] arguments(String... more) {
        var arguments = new ArrayList<>(
                List.of("get-sli", "--sli-dir", directory.toString(), "--prometheus", prometheus.url()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Holds a port, unless somebody else does. */
    private static AutoCloseable occupy(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"));
        } catch (java.io.IOException e) {
            return () -> {};
        }
    }
}
