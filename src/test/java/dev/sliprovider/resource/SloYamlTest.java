package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Criterion;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §10.1 and §10.11; that all of it is read as Lighthouse reads it is shown by the golden cases. */
class SloYamlTest {

    private static final String WHOLE = """
            spec_version: "1.0"
            filter:
              team: red
              level: 3
            comparison:
              compare_with: several_results
              include_result_with_score: pass
              number_of_comparison_results: 5
              aggregate_function: p95
            objectives:
              - sli: error_rate
                displayName: Errors
                key_sli: true
                weight: 2
                pass:
                  - criteria: ["<=+10%", "<0.05"]
                warning:
                  - criteria:
                      - "<0.1"
              -
              - sli: throughput
            total_score:
              pass: 90%
              warning: 75
            indicators:
              error_rate: sum(rate(errors[1m]))
            """;

    private static SloConfig config(String text) {
        SloYaml yaml = SloYaml.parse("slo.yaml", text);
        assertThat(yaml.problems()).isEmpty();
        return ((SloFile.Readable) yaml.file()).config();
    }

    private static String problem(String text) {
        SloYaml yaml = SloYaml.parse("slo.yaml", text);
        assertThat(yaml.file()).isEqualTo(new SloFile.Unreadable());
        assertThat(yaml.problems()).hasSize(1);
        return yaml.problems().getFirst().toString();
    }

    @Test
    void a_whole_file_is_read() {
        SloConfig config = config(WHOLE);
        assertThat(config.filter()).isEqualTo(Map.of("team", "red", "level", "3"));
        assertThat(config.comparison().results()).isEqualTo(5);
        assertThat(config.comparison().aggregateFunction()).isEqualTo("p95");
        assertThat(config.totalScore().pass()).isEqualTo("90%");
        assertThat(config.totalScore().warning()).isEqualTo("75");
        assertThat(config.objectives()).extracting(Objective::sli).containsExactly("error_rate", "throughput");
        Objective errors = config.objectives().getFirst();
        assertThat(errors.keySli()).isTrue();
        assertThat(errors.weight()).isEqualTo(2);
        assertThat(errors.pass().getFirst().criteria().orElseThrow())
                .containsExactly(Criterion.parse("<=+10%"), Criterion.parse("<0.05"));
        assertThat(config.objectives().getLast().isInformational()).isTrue();
    }

    @Test
    void everything_has_its_place() {
        Objective errors = config(WHOLE).objectives().getFirst();
        assertThat(errors.places().start()).isEqualTo(new Place(11, 5));
        assertThat(errors.places().of("weight")).isEqualTo(new Place(14, 13));
        assertThat(errors.places().of("none")).isEqualTo(new Place(11, 5));
        assertThat(errors.pass().getFirst().places()).containsExactly(new Place(16, 20), new Place(16, 30));
        assertThat(errors.warning().getFirst().places()).containsExactly(new Place(19, 13));
    }

    @Test
    void the_file_may_define_its_own_indicators() {
        assertThat(SloYaml.parse("slo.yaml", WHOLE).indicators())
                .hasValue(Map.of("error_rate", "sum(rate(errors[1m]))"));
        assertThat(SloYaml.parse("slo.yaml", "objectives: []\n").indicators()).isEmpty();
    }

    @Test
    void what_lighthouse_does_not_look_at_makes_no_file_unreadable() {
        assertThat(config("indicators: [a]\nother: {a: [1]}\n").objectives()).isEmpty();
    }

    @Test
    void an_absent_comparison_has_other_defaults_than_an_empty_one() {
        assertThat(config("comparison:\n").comparison()).isEqualTo(Comparison.STANDARD);
        Comparison empty = config("comparison: {}\n").comparison();
        assertThat(empty.results()).isEqualTo(3);
        assertThat(empty.includeResultWithScore()).isEqualTo("all");
    }

    @Test
    void without_content_there_is_no_file_and_without_a_value_no_result() {
        assertThat(SloYaml.parse("slo.yaml", "").file()).isEqualTo(new SloFile.Absent());
        assertThat(SloYaml.parse("slo.yaml", "# later\n~\n").file())
                .isEqualTo(new SloFile.NullDocument(new Place(2, 1)));
        assertThat(config("# only a comment\n").objectives()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2",
        "2.9, 2",
        "0.5, 1",
        "1e2, 100",
        "0, 1",
        "'', 1",
        "0x10, 16",
        "0o17, 15",
        "010, 8",
        "1_000, 1000",
        "+3, 3",
        "-.inf, -9223372036854775808",
        "-4, -4",
    })
    void weights_are_whole_numbers_of_yaml(String text, long weight) {
        assertThat(config("objectives: [{weight: " + text + "}]\n")
                        .objectives()
                        .getFirst()
                        .weight())
                .isEqualTo(weight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", ".inf", ".nan", "9223372036854775808", "true", "[1]", "2001-01-01", "a"})
    void other_weights_make_the_file_unreadable(String text) {
        assertThat(problem("objectives: [{weight: " + text + "}]\n"))
                .startsWith("slo.yaml:1:23: \"weight\" must be a whole number");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "yes, true", "'\"on\"', true", "n, false", "'', false", "Off, false"})
    void key_sli_is_a_switch(String text, boolean isKey) {
        assertThat(config("objectives: [{key_sli: " + text + "}]\n")
                        .objectives()
                        .getFirst()
                        .keySli())
                .isEqualTo(isKey);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    objectives: {}                        | slo.yaml:1:13: "objectives" must be a list
                    objectives: [a]                       | slo.yaml:1:14: an objective must be a map
                    objectives: [{sli: [a]}]              | slo.yaml:1:20: "sli" must be a text
                    objectives: [{key_sli: "true"}]       | slo.yaml:1:24: "key_sli" must be true or false, without quotes
                    objectives: [{sli: a, sli: b}]        | slo.yaml:1:23: the key "sli" is there twice in an objective; keep one
                    objectives: [{pass: [criteria]}]      | slo.yaml:1:22: an item of "pass" or "warning" must be a map
                    filter: [a]                           | slo.yaml:1:9: "filter" must be a map
                    <<: a                                 | slo.yaml:1:5: "<<" takes a map or a list of maps
                    a: *b                                 | slo.yaml:1:4: "*b" refers to an anchor that does not stand above it
                    filter: &a {<<: *a}                   | slo.yaml:1:17: the value of the anchor "a" contains itself; remove the alias
                    sli: !!int x                          | slo.yaml
                    - a                                   | slo.yaml:1:1: slo.yaml must be a map
                    'objectives: ['                       | slo.yaml:2:1: this is not valid YAML
                    """)
    void each_refusal_names_the_place_and_the_cause(String text, String message) {
        if (message.equals("slo.yaml")) {
            assertThat(config(text).objectives()).isEmpty();
        } else {
            assertThat(problem(text + "\n")).startsWith(message);
        }
    }

    @Test
    void limits_are_refused() {
        assertThat(problem("#" + "x".repeat(SloYaml.FILE_LENGTH))).contains("more than 262144 bytes");
        assertThat(problem("objectives:\n" + "- sli: a\n".repeat(SloYaml.OBJECTIVES + 1)))
                .contains("501 objectives; at most 500");
        assertThat(problem("a: " + "[".repeat(21) + "]".repeat(21))).contains("more than 20 levels");
        assertThat(problem("a: &a {}\nb: [" + "*a,".repeat(51) + "]")).contains("more than 50 aliases");
    }

    @Test
    void aliases_do_not_make_it_large() {
        String item = "&c ['<1'" + ",'<1'".repeat(20_000) + "]";
        String groups = "&p [" + "{criteria: *c},".repeat(20) + "]";
        String objectives = "{pass: *p},".repeat(20);
        assertThat(problem("x: " + item + "\ny: " + groups + "\nobjectives: [" + objectives + "]\n"))
                .contains("its aliases make it too large");
    }

    @Test
    void only_the_first_document_is_read() {
        assertThat(config("objectives: [{sli: a}]\n---\nobjectives: [{sli: b}]\n")
                        .objectives())
                .extracting(Objective::sli)
                .isEqualTo(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "objectives:\t[]\n",
                "objectives: [\t]\n",
                "a: \t# x\n",
                "objectives:\t\n  - sli: a\n",
                "a: [b,\n\t c]\n",
                "# a\n\t# b\n",
            })
    void tabs_between_tokens_are_blanks(String text) {
        assertThat(SloYaml.parse("slo.yaml", text).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tobjectives: []\n",
                "objectives:\n\t- sli: a\n",
                "objectives:\n-\tsli: a\n",
                "%YAML 1.2\n---\na: b\n",
                "%FOO\n---\na: b\n",
                "a: {b:[c]}\n",
                "a: &b\"c\" d\n",
                "a: \"\\\u00b7\"\n",
                "a: b\n--- - c\n",
                "total_score: !!null {}\n",
            })
    void what_yaml_v3_does_not_accept_is_refused(String text) {
        assertThat(problem(text)).startsWith("slo.yaml:");
    }
}
