package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.cli.GateHarness.Outcome;
import dev.sliprovider.gate.ReportedEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate on values that are given: nothing is asked of a server. */
class EvaluateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SLO = """
            comparison: {compare_with: single_result, include_result_with_score: all}
            objectives:
              - sli: error_rate
                key_sli: true
                pass: [{criteria: ["<=+10%", "<0.05"]}]
              - sli: p95
                pass: [{criteria: ["<=300"]}]
                warning: [{criteria: ["<=500"]}]
            total_score: {pass: "90%", warning: "75%"}
            """;
    private static final String GOOD = "{\"error_rate\": 0.01, \"p95\": 200}";
    private static final String BAD = "{\"error_rate\": 0.03, \"p95\": 200}";
    private static final String SLOW = "{\"error_rate\": 0.01, \"p95\": 400}";

    @TempDir
    Path folder;

    private Path slo;
    private Path history;

    @BeforeEach
    void writeFiles() throws IOException {
        slo = Files.writeString(folder.resolve("slo.yaml"), SLO);
        history = folder.resolve("gate");
    }

    private Outcome evaluate(String values, String... more) {
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", slo.toString(), "--values", "-", "--no-ci"));
        if (!List.of(more).contains("--service")) {
            arguments.addAll(List.of("--service", "cart"));
        }
        arguments.addAll(List.of(more));
        return GateHarness.run(values, arguments.toArray(String[]::new));
    }

    private Outcome recorded(String values, String id, String... more) {
        var arguments = new ArrayList<>(List.of("--history", history.toString(), "--id", id));
        arguments.addAll(List.of(more));
        return evaluate(values, arguments.toArray(String[]::new));
    }

    private Outcome history(String... arguments) {
        var all = new ArrayList<>(List.of("history"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--history", history.toString(), "--service", "cart"));
        return GateHarness.run("", all.toArray(String[]::new));
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        return JSON.readTree(outcome.out());
    }

    @Test
    void a_regression_fails_against_the_history_and_the_fixed_version_passes() throws IOException {
        assertThat(recorded(GOOD, "v1").code()).isZero();
        Outcome bad = recorded(BAD, "v2");
        assertThat(bad.code()).isEqualTo(10);
        assertThat(bad.out()).contains("FAIL  error_rate is 0.03, wanted: at most 0.011");
        assertThat(bad.err()).contains("Compared with v1 (history).", "Recorded as v2 in");
        Outcome fixed = recorded(GOOD, "v3", "-o", "json");
        assertThat(fixed.code()).isZero();
        assertThat(json(fixed).at("/comparedWith/0").asText()).isEqualTo("v2");
        assertThat(history("list").out()).containsSubsequence("v3", "v2", "v1");
        assertThat(history("diff", "v1", "v2").out())
                .containsPattern("error_rate +0\\.01 +0\\.03 +\\+200\\.0 % +pass → fail");
        assertThat(history("show", "v2").out()).isEqualTo(bad.out());
    }

    @Test
    void a_value_with_nearly_the_name_of_a_missing_one_is_named() {
        assertThat(evaluate("{\"error-rate\": 0.01, \"p95\": 200, \"vus\": 5}").err())
                .contains("The value \"error-rate\" of standard input is not used, because no objective has this name;"
                        + " did you mean error_rate?")
                .doesNotContain("vus");
        assertThat(evaluate("{\"error_rate\": 0.01, \"error-rate\": 3, \"p95\": 200}")
                        .err())
                .doesNotContain("not used");
    }

    @Test
    void a_score_is_rounded_for_people_and_whole_for_programs() throws IOException {
        Files.writeString(slo, SLO.replace("key_sli: true", "weight: 2"));
        recorded("{\"error_rate\": 0.01, \"p95\": 2000}", "v1");
        assertThat(history("list").out()).containsPattern("v1 .* fail +66\\.6667\\b");
        assertThat(json(history("list", "-o", "json")).at("/0/score").asDouble())
                .isEqualTo(2.0 / 3 * 100);
        assertThat(history("diff", "v1", "v1").out()).containsPattern("score +66\\.6667 +66\\.6667 +=");
    }

    @Test
    void one_evaluation_can_be_named_pinned_invalidated_and_pruned() throws IOException {
        recorded(GOOD, "v1");
        recorded(BAD, "v2");
        assertThat(recorded(BAD, "v3", "--compare-with", "id:v2", "--record", "never")
                        .code())
                .isZero();
        assertThat(history("pin", "v2").code()).isZero();
        assertThat(recorded(BAD, "v4").code()).isZero();
        assertThat(history("list").out()).containsPattern("v2 .*pinned");
        assertThat(history("unpin").code()).isZero();
        assertThat(history("invalidate", "v4", "--reason", "load test").code()).isZero();
        assertThat(history("invalidate", "v4", "--reason", "again").err()).contains("has no evaluation \"v4\"");
        assertThat(recorded(GOOD, "v5", "-o", "json").out()).contains("\"v2\"");
        Path leftover = Files.writeString(service().resolve(".killed.tmp"), "{");
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path young = Files.writeString(service().resolve(".young.tmp"), "{");
        assertThat(history("prune", "--keep", "1").err()).contains("Deleted 3 evaluations and 1 leftovers.");
        assertThat(leftover).doesNotExist();
        assertThat(young).exists();
        assertThat(history("list").out()).contains("v5").doesNotContain("v1");
    }

    private Path service() {
        return history.resolve("default/default/cart");
    }

    @Test
    void an_evaluation_is_never_compared_with_itself() throws IOException {
        recorded(GOOD, "v1");
        Outcome again = recorded(BAD, "v1", "-o", "json");
        assertThat(json(again).path("comparedWith")).isEmpty();
        assertThat(again.err()).contains("Passed without comparison: error_rate");
        assertThat(history("list").out()).containsOnlyOnce("v1");
    }

    @Test
    void a_report_can_be_made_later_and_be_compared_with() throws IOException {
        recorded(GOOD, "v1");
        Path event = folder.resolve("reports/event.json");
        Outcome bad = recorded(BAD, "v2", "--report", "event=" + event, "--report", "junit=" + folder.resolve("a.xml"));
        Outcome later = GateHarness.run(
                "", "report", "--from", event.toString(), "--report", "junit=" + folder.resolve("b.xml"));
        assertThat(later.code()).isZero();
        assertThat(later.out()).isEqualTo(bad.out());
        assertThat(folder.resolve("b.xml")).hasSameTextualContentAs(folder.resolve("a.xml"));
        assertThat(evaluate(BAD, "--compare-with", "file:" + event).code()).isZero();
        JsonNode gate = JSON.readTree(event.toFile()).at("/data/evaluation/gate");
        assertThat(gate.at("/comparedWith/ids/0").asText()).isEqualTo("v1");
        assertThat(gate.at("/slo/sha256").asText()).hasSize(64);
        assertThat(gate.path("tool").asText()).startsWith("prometheus-sli-provider ");
    }

    @Test
    void a_warning_has_the_code_that_is_asked_for() {
        assertThat(evaluate(SLOW).code()).isZero();
        assertThat(evaluate(SLOW, "--warning-exit-code", "11").code()).isEqualTo(11);
        assertThat(evaluate(GOOD, "--warning-exit-code", "11").code()).isZero();
    }

    @Test
    void a_dry_run_says_what_would_follow_and_leaves_nothing() {
        Outcome outcome = recorded(BAD.replace("0.03", "0.5"), "v1", "--dry-run");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("the exit code would be 10", "would be recorded as v1");
        assertThat(history).doesNotExist();
    }

    @Test
    void too_little_history_concludes_nothing_and_is_recorded() throws IOException {
        Outcome first = recorded(GOOD, "v1", "--require-history", "1", "-o", "json");
        assertThat(first.code()).isEqualTo(3);
        assertThat(json(first).path("outcome").asText()).isEqualTo("errored");
        assertThat(json(first).path("pass").asBoolean()).isFalse();
        assertThat(first.err()).contains("compared with 0 earlier evaluations, and --require-history wants 1");
        assertThat(recorded(GOOD, "v2", "--require-history", "1").code()).isZero();
        assertThat(recorded(GOOD, "v3", "--require-history", "2").err()).contains("is never reached");
    }

    @Test
    void values_of_an_event_and_of_get_sli_are_read() throws IOException {
        String event = """
                {"specversion":"1.0","type":"sh.keptn.event.get-sli.finished","source":"x","id":"1","data":{"project":"default",
                "stage":"default","service":"cart","status":"succeeded","result":"pass","labels":{"a":"b"},"get-sli":{
                "start":"2026-01-01T14:10:00Z","end":"2026-01-01T14:20:00Z","indicatorValues":[
                {"metric":"error_rate","value":0.01,"success":true},{"metric":"p95","value":200,"success":true}]}}}""";
        JsonNode read = json(evaluate(event, "-o", "json"));
        assertThat(read.path("result").asText()).isEqualTo("pass");
        assertThat(read.path("end").asText()).isEqualTo("2026-01-01T14:20:00Z");
        assertThat(evaluate(event.replace("succeeded", "errored")).code()).isEqualTo(3);
        assertThat(evaluate(event.replace("\"cart\"", "\"shop\"")).err()).contains("give --service shop");
        String printed = """
                {"project":"default","service":"cart","result":"fail","indicators":[
                {"indicator":"error_rate","value":null,"reason":"timeout","message":"no answer"},
                {"indicator":"p95","value":null,"reason":"unreachable","message":"refused"},
                {"indicator":"other","value":1}]}""";
        assertThat(recorded(printed, "v1").code()).isEqualTo(3);
        assertThat(history).doesNotExist();
        assertThat(evaluate(printed.replace("timeout", "no_data")).code()).isEqualTo(10);
        assertThat(evaluate(printed.replace("timeout", "unknown_indicator")).code())
                .isEqualTo(2);
    }

    @Test
    void an_event_of_keptn_names_scope_and_window_and_is_answered() throws IOException {
        Path event = Files.writeString(folder.resolve("event.json"), """
                {"specversion":"1.0","type":"sh.keptn.event.evaluation.triggered","source":"x","id":"42","shkeptncontext":"c",
                "data":{"project":"shop","stage":"prod","service":"cart","labels":{"buildId":"7"},
                "evaluation":{"start":"2026-01-01T14:10:00Z","timeframe":"10m"}}}""");
        Outcome outcome = GateHarness.run(
                GOOD, "evaluate", "--slo", slo.toString(), "--values", "-", "--event", event.toString(), "-o", "event");
        JsonNode finished = json(outcome);
        assertThat(finished.path("type").asText()).isEqualTo("sh.keptn.event.evaluation.finished");
        assertThat(finished.path("triggeredid").asText()).isEqualTo("42");
        assertThat(finished.at("/data/stage").asText()).isEqualTo("prod");
        assertThat(finished.at("/data/labels/buildId").asText()).isEqualTo("7");
        assertThat(finished.at("/data/evaluation/timeEnd").asText()).isEqualTo("2026-01-01T14:20:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                          | has no values: it is not a JSON object
            {"error_rate": "0.01"}      | the value of "error_rate" is neither null nor a number
            {"error_rate": 1e999}       | the value of "error_rate" is neither null nor a number
            {"error_rate": NaN}         | standard input:1:19: this is not JSON: Non-standard token 'NaN'; correct
            {"a": 1, "a": 2}            | Duplicate field 'a'
            {"a": 1} {}                 | Trailing token
            {}                          | the map is empty
            {"specversion":"1.0","type":"x"} | it is an event of the type x
            """)
    void values_that_are_none_are_refused(String values, String cause) {
        Outcome outcome = evaluate(values);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(cause).doesNotContain("\tat ");
    }

    @Test
    void large_and_deep_values_are_refused() {
        assertThat(evaluate(" ".repeat(5 << 20)).err()).contains("is larger than 4194304 bytes");
        assertThat(evaluate("[".repeat(10_000)).code()).isEqualTo(2);
        assertThat(evaluate("").err()).contains("standard input is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            objectives: [                                                             | slo.yaml:1:
            objectives: {}                                                            | slo.yaml:1:
            ``                                                                        | The file is empty
            ~                                                                         | The file is null
            objectives: [{sli: p95, pass: [{criteria: ["600"]}]}]                     | invalid criteria string
            objectives: [{sli: p95, pass: [{criteria: ["600"]}]}]\\ntotal_score: {pass: "1"} | slo.yaml:1:
            comparison: {compare_with: several_results, number_of_comparison_results: 1000} | slo.yaml:1:
            objectives: [{sli: p95}]                                                  | no target score defined
            total_score: {pass: "90"}                                                 | no SLO objective was provided
            """)
    void files_that_judge_nothing_are_a_mistake(String text, String cause) throws IOException {
        Files.writeString(slo, text.replace("\\n", "\n"));
        Outcome outcome = evaluate(GOOD);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(cause).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --timeframe 30s                         | shorter than a minute
            --timeframe soon                        | --timeframe "soon" cannot be read
            --timeframe 100000d                     | --timeframe "100000d" is too long
            --timeframe 0s                          | --timeframe "0s" is no time at all
            --timeframe 5m1h                        | or its units are not in the order
            --start 1 --end 1                       | the window is empty
            --compare-with yesterday                | write history, pinned, id:ID,
            --compare-with pinned                   | needs a history
            --compare-with file:nowhere             | there is no file
            --record always                         | --record always needs a history
            --report html                           | is not KIND=FILE
            --report pdf=a                          | the kind "pdf" is unknown
            --report json=src                       | is a directory
            --report json=a --report event=./a      | names the file a twice
            --event - --values -                    | should be specified only once
            --prometheus http://127.0.0.1:1         | --values has the values already
            --sli nowhere.yaml                      | --sli nowhere.yaml cannot be read: there is no file
            --config-dir sli-examples               | exclude each other
            --require-history -1                    | is negative
            --warning-exit-code 256                 | give 0 to 255
            --id=                                   | --id is empty
            """)
    void wrong_usage_is_a_sentence(String options, String cause) {
        Outcome outcome = evaluate(GOOD, options.split(" +"));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains(cause).doesNotContain("\tat ");
    }

    @Test
    void a_report_never_replaces_a_file_that_is_read() throws IOException {
        Path values = Files.writeString(folder.resolve("values.json"), GOOD);
        for (Path input : List.of(slo, values)) {
            String before = Files.readString(input);
            Outcome outcome = GateHarness.run(
                    "",
                    "evaluate",
                    "--service=cart",
                    "--no-ci",
                    "--slo=" + slo,
                    "--values=" + values,
                    "--report=html=" + folder + "/./" + input.getFileName());
            assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).contains("would replace a file that is read; name another file");
            assertThat(input).content().isEqualTo(before);
        }
    }

    @Test
    void a_report_never_replaces_a_file_of_the_folder_of_configurations() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Path read = Files.writeString(config.resolve("slo.yaml"), SLO);
        Outcome outcome = GateHarness.run(
                GOOD,
                "evaluate",
                "--config-dir=" + config,
                "--values=-",
                "--service=cart",
                "--no-ci",
                "--report=json=" + read);
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(read).content().isEqualTo(SLO);
    }

    @Test
    void an_evaluation_without_a_verdict_has_no_score_in_the_history() throws IOException {
        recorded(GOOD, "v1");
        String away = "{\"indicators\": [{\"indicator\": \"error_rate\", \"value\": null, \"reason\": \"unreachable\"},"
                + " {\"indicator\": \"p95\", \"value\": null, \"reason\": \"unreachable\"}]}";
        assertThat(recorded(away, "v2", "--record", "always").code()).isEqualTo(3);
        assertThat(history("list").out()).containsPattern("v2 .* fail +–");
        assertThat(json(history("list", "-o", "json")).at("/0/score").isNull()).isTrue();
        assertThat(history("diff", "v1", "v2").out()).containsPattern("score +100 +– +–");
    }

    @Test
    void an_id_that_cannot_be_the_name_of_a_file_is_corrected_not_tried_again() {
        recorded(GOOD, "v1");
        Outcome outcome = recorded(GOOD, "v2", "--compare-with", "id:" + "x".repeat(300));
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    }

    @Test
    void a_criterion_without_quotes_is_told_to_have_some() throws IOException {
        Files.writeString(slo, "objectives:\n  - sli: a\n    pass:\n      - criteria:\n          - >=5\n");
        assertThat(evaluate(GOOD).err())
                .contains("slo.yaml:5:", "a text that begins with > or | needs quotes, such as \">=5\"");
    }

    /** Lighthouse subtracts the points of negative weights, and would pass both (contract §10.6). */
    @Test
    void negative_weights_are_corrected_not_judged() throws IOException {
        Files.writeString(slo, SLO.replace("key_sli: true", "weight: -1"));
        Outcome outcome = evaluate(SLOW);
        assertThat(outcome.code()).as(outcome.out()).isEqualTo(2);
        assertThat(outcome.err()).contains("an objective has a negative weight");
    }

    /** In each form: the result of get-sli says why there is no value. */
    @ParameterizedTest
    @CsvSource({
        "many_series, 2",
        "range_vector, 2",
        "string_result, 2",
        "native_histogram, 2",
        "oversize_answer, 2",
        "unusable_query, 2",
        "no_data, 10",
        "not_a_number, 10",
        "unreachable, 3",
        "timeout, 3",
        "not_json, 3"
    })
    void who_can_correct_a_missing_value_decides_the_exit_code(String reason, int code) {
        String values = "{\"indicators\": [{\"indicator\": \"error_rate\", \"value\": null, \"reason\": \"" + reason
                + "\", \"message\": \"why\"}, {\"indicator\": \"p95\", \"value\": "
                + (code == 3 ? "null, \"reason\": \"" + reason + "\", \"message\": \"why\"" : "200") + "}]}";
        assertThat(evaluate(values).code()).isEqualTo(code);
    }

    @Test
    void an_evaluation_of_the_future_is_marked_in_the_list() throws IOException {
        recorded(GOOD, "v1");
        try (Stream<Path> files = Files.walk(history)) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            String future = Files.readString(file).replaceFirst("\"time\" ?: ?\"20\\d\\d", "\"time\":\"2199");
            Files.writeString(
                    file.resolveSibling(file.getFileName().toString().replaceFirst("20\\d\\d", "2199")), future);
            Files.delete(file);
        }
        assertThat(history("list").out()).containsPattern("v1 +2199-.* in the future, not compared with");
    }

    @Test
    void a_report_that_cannot_be_written_is_no_success() {
        assertThat(evaluate(GOOD, "--report", "json=" + slo + "/a").code()).isEqualTo(2);
        assertThat(evaluate(GOOD, "--report", "json=/proc/nowhere/a").code()).isEqualTo(2);
    }

    @Test
    void files_of_three_levels_are_found() throws IOException {
        Path service = Files.createDirectories(folder.resolve("config/prod/cart"));
        Files.writeString(folder.resolve("config/slo.yaml"), "objectives: [");
        Files.writeString(service.resolve("slo.yaml"), SLO);
        Path sli = Files.createDirectories(folder.resolve("config/prometheus")).resolve("sli.yaml");
        Files.writeString(sli, "indicators: {error_rate: vector(1)}");
        String[] arguments = {
            "evaluate",
            "--config-dir",
            folder.resolve("config").toString(),
            "--values",
            "-",
            "--stage",
            "prod",
            "--service"
        };
        String[] cart = Arrays.copyOf(arguments, arguments.length + 1);
        cart[arguments.length] = "cart";
        Outcome outcome = GateHarness.run(GOOD, cart);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("\"p95\" has no indicator");
        String[] other = cart.clone();
        other[arguments.length] = "../cart";
        assertThat(GateHarness.run(GOOD, other).err()).contains("must be plain names");
        other[arguments.length] = "shop";
        assertThat(GateHarness.run(GOOD, other).code()).isEqualTo(2);
    }

    @Test
    void names_never_become_paths() throws IOException {
        Outcome outcome = recorded(GOOD, "../../../x", "--service", "../../y");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .isNotEmpty()
                    .allMatch(file -> file.startsWith(history));
        }
        Outcome tooLong = recorded(GOOD, "x".repeat(300));
        assertThat(tooLong.code()).isEqualTo(2);
        assertThat(tooLong.err()).contains("choose a name of 1 to 180");
    }

    @Test
    void a_reason_names_its_indicator_once() {
        String values =
                "{\"indicators\": [{\"indicator\": \"p95\", \"value\": null, \"message\": \"p95: it is gone\"}]}";
        assertThat(evaluate(values).out()).contains("p95 has no value: it is gone");
    }

    @Test
    void a_history_that_is_a_file_is_refused_before_anything_is_said() {
        Outcome outcome = evaluate(GOOD, "--history", slo.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(slo + " is a file; name a directory");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void an_evaluation_of_the_future_is_not_compared_with_and_is_named() throws IOException {
        recorded(GOOD, "v1");
        Path earlier;
        try (Stream<Path> files = Files.list(service())) {
            earlier = files.findFirst().orElseThrow();
        }
        String time = JSON.readTree(earlier.toFile()).path("time").asText();
        Path future = service().resolve("20990101T000000000Z-v9.json");
        Files.writeString(
                future,
                Files.readString(earlier)
                        .replace(time, "2099-01-01T00:00:00.000Z")
                        .replace("v1", "v9"));
        Path page = folder.resolve("page.html");
        Outcome outcome = recorded(BAD, "v2", "--report", "html=" + page);
        assertThat(outcome.code()).isEqualTo(10);
        assertThat(outcome.err())
                .contains("Compared with v1", future + " is skipped: it is dated in the future (2099-01-01T00:00:00Z)");
        assertThat(page).content().doesNotContain("2099");
    }

    @Test
    void links_in_a_history_are_not_followed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path precious = Files.writeString(elsewhere.resolve("package.json"), "{}");
        Files.createDirectories(history.resolve("default/default"));
        Files.createSymbolicLink(service(), elsewhere);
        assertThat(recorded(GOOD, "v1").code()).isEqualTo(3);
        assertThat(history("prune", "--keep", "0").code()).isEqualTo(3);
        assertThat(precious).exists();
    }

    @Test
    void a_hostile_history_is_skipped_by_name() throws IOException {
        recorded(GOOD, "v1");
        Files.writeString(service().resolve("20990101T000000000Z-bad.json"), "[".repeat(9999));
        Outcome outcome = recorded(BAD, "v2");
        assertThat(outcome.code()).isEqualTo(10);
        assertThat(outcome.err()).contains("20990101T000000000Z-bad.json is skipped: it is not JSON");
    }

    @Test
    void texts_of_others_are_no_commands_in_a_log() throws IOException {
        String name = "::error::x\\n::add-mask::y ##vso[task.setvariable]##[error] \\u001b[31m";
        Files.writeString(slo, SLO.replace("sli: p95", "sli: \"" + name + "\""));
        for (String format : List.of("table", "json", "event", "markdown")) {
            Outcome outcome = evaluate("{\"error_rate\": null}", "-o", format, "--label", "a=##vso[x]\n::error::");
            assertThat(Stream.concat(outcome.out().lines(), outcome.err().lines()))
                    .as(format)
                    .allSatisfy(line ->
                            assertThat(line.strip()).doesNotStartWith("::").doesNotContain("##vso[", "##[", "\u001b"));
        }
    }

    @Test
    void github_is_told() throws Exception {
        recorded(GOOD, "v1");
        Path event = folder.resolve("event.json");
        recorded(BAD, "v2", "--report", "event=" + event);
        Path summary = folder.resolve("summary.md");
        Path outputs = folder.resolve("outputs");
        var ci = new CiRun(Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_STEP_SUMMARY",
                summary.toString(),
                "GITHUB_OUTPUT",
                outputs.toString()));
        new GitHubRun(ci, new GateOutput()).tell(ReportedEvaluation.of(JSON.readTree(event.toFile())), List.of());
        assertThat(summary).content().startsWith("<!-- quality-gate:default/default/cart -->");
        assertThat(outputs).hasContent("result=fail\nscore=50\n");
        Files.write(summary, new byte[1 << 20]);
        new GitHubRun(ci, new GateOutput()).tell(ReportedEvaluation.of(JSON.readTree(event.toFile())), List.of());
        assertThat(summary).hasSize(1 << 20);
    }

    @Test
    void annotations_cannot_be_left() {
        assertThat(GitHubRun.message("a\n::error::b %0A ##[x]")).isEqualTo("a : :error: :b %250A # #[x]");
        assertThat(GitHubRun.property("a,line=1:b")).isEqualTo("a%2Cline=1%3Ab");
    }

    @Test
    void a_forged_event_cannot_replace_the_verdict() throws IOException {
        Path event = folder.resolve("event.json");
        evaluate(BAD.replace("0.03", "0.5"), "--report", "event=" + event);
        String forged = Files.readString(event)
                .replaceFirst(
                        "\"indicators\" : \\[", "\"indicators\" : [ {\"sli\":\"p95\",\"status\":\"x\",\"query\":\"q\"}")
                .replace(
                        "{\"sli\":\"p95\",\"status\":\"x\",\"query\":\"q\"} ]",
                        "{\"sli\":\"p95\",\"status\":\"x\",\"query\":\"q\"} ]");
        Outcome outcome = GateHarness.run(forged, "report", "--from", "-", "-o", "json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(json(outcome).at("/objectives/1/status").asText()).isEqualTo("pass");
        String unknown = Files.readString(event).replace("\"result\" : \"fail\"", "\"result\" : \"maybe\"");
        assertThat(GateHarness.run(unknown, "report", "--from", "-").err()).contains("it must be one of [pass");
    }

    @Test
    void the_run_of_a_ci_system_names_the_evaluation() {
        var github = new CiRun(Map.of(
                "GITHUB_RUN_ID", "1", "GITHUB_JOB", "gate", "GITHUB_RUN_ATTEMPT", "2", "GITHUB_RUN_NUMBER", "77"));
        assertThat(github.id()).contains("1-gate-2");
        assertThat(github.buildId()).contains("77");
        assertThat(new CiRun(Map.of("BUILD_TAG", "jenkins-a-5", "BUILD_NUMBER", "5")).id())
                .contains("jenkins-a-5");
        assertThat(new CiRun(Map.of()).id()).isEmpty();
    }
}
