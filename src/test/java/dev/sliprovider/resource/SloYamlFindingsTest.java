package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.slo.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate} says of a slo.yaml. */
class SloYamlFindingsTest {

    private static final String FINE = """
            comparison:
              compare_with: single_result
            objectives:
              - sli: m
                pass:
                  - criteria: ["<=+10%", "<600"]
                warning:
                  - criteria: ["<=800"]
            total_score:
              pass: 90%
              warning: 50%
            """;

    private static List<Finding> findings(String text, String... names) {
        return SloYaml.parse("slo.yaml", text)
                .findings(names.length == 0 ? Optional.empty() : Optional.of(Set.of(names)));
    }

    @Test
    void a_sound_file_has_none() {
        assertThat(findings(FINE)).isEmpty();
        assertThat(findings(FINE, "m")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    600      | criterion-invalid    | ERROR   | "<=600" or ">=600"
                    -5       | criterion-invalid    | ERROR   | "<=-5"
                    90%      | criterion-invalid    | ERROR   | "<=90%"
                    <500ms   | criterion-invalid    | ERROR   | Remove the unit: "<500"
                    < 2 s    | criterion-invalid    | ERROR   | Remove the unit: "<2"
                    ==5      | criterion-invalid    | ERROR   | Write "=5"
                    =>5      | criterion-invalid    | ERROR   | Write ">=5"
                    =<+5%    | criterion-invalid    | ERROR   | Write "<=+5%"
                    !=5      | criterion-invalid    | ERROR   | no operator "!="
                    <1,5     | criterion-invalid    | ERROR   | a point as decimal mark
                    <        | criterion-invalid    | ERROR   | Write an operator
                    <=-5     | criterion-negative   | WARNING | no negative fixed thresholds
                    >=99%    | criterion-percent    | WARNING | write ">=99"
                    <=10%    | criterion-percent    | WARNING | write "<=+10%"
                    <+-5     | criterion-two-signs  | WARNING | Write one sign
                    <5 00    | criterion-blank      | WARNING | Remove the blank
                    <Inf     | criterion-not-finite | ERROR   | finite
                    <=NaN%   | criterion-not-finite | ERROR   | finite
                    """)
    void criteria_that_are_rejected_or_read_otherwise(String criterion, String rule, String severity, String remedy) {
        List<Finding> found = findings(FINE.replace("<=+10%", criterion));
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.severity()).isEqualTo(Finding.Severity.valueOf(severity));
            assertThat(finding.place().line()).isEqualTo(6);
            assertThat(finding.place().column()).isEqualTo(20);
            assertThat(finding.message()).contains("\"" + criterion + "\"");
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource({"<=+10%", "<600", ">=-8%", "=0", "<=+10", "<= 500", "<0.5", "<=+0", "' <600 '", "<1e3"})
    void usual_criteria_are_no_finding(String criterion) {
        assertThat(findings(FINE.replace("<=+10%", criterion))).isEmpty();
    }

    /** Replaces a text of the sound file by another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sli: m          | slj: m                            | 4  | key-unknown          | Write "sli"
                    total_score:    | total_score: {pass: 90}\\nextra: | 10 | key-unknown          | Remove it
                    compare_with: single_result | aggregate_function: avg   | 2  | compare-with-missing | Write "compare_with: single_result"
                    single_result   | single_results                    | 2  | compare-with-unknown | Write "single_result"
                    single_result   | single_result\\n  aggregate_function: AVG  | 3 | aggregate-unknown | Write "avg"
                    single_result   | single_result\\n  aggregate_function: median | 3 | aggregate-unknown | Write one of avg, p50, p90, p95
                    single_result   | single_result\\n  include_result_with_score: pas | 3 | include-unknown | Write "pass"
                    single_result   | single_result\\n  number_of_comparison_results: 3 | 3 | number-ignored | several_results
                    single_result   | several_results\\n  number_of_comparison_results: 200 | 3 | number-out-of-range | from 1 to 100
                    sli: m          | sli: m\\n    weight: 0.5          | 5  | number-rounded       | whole number
                    sli: m          | sli: m\\n    weight: 0            | 5  | number-rounded       | whole number
                    sli: m          | sli: m\\n    weight: 010          | 5  | number-rounded       | whole number
                    sli: m          | sli: ''                           | 4  | sli-missing          | name of an indicator
                    - sli: m        | -\\n  - sli: m                    | 4  | item-empty           | Remove the dash
                    - sli: m        | - sli: n\\n    key_sli: true\\n  - sli: m | 5 | key-sli-without-pass | Write "pass:"
                    - sli: m        | - sli: n\\n    warning: [{criteria: ['<1']}]\\n  - sli: m | 5 | warning-without-pass | Write "pass:"
                    - sli: m        | - sli: n\\n    weight: 3\\n  - sli: m | 5 | weight-without-pass | remove "weight"
                    - sli: m        | - sli: m\\n  - sli: m             | 5  | sli-twice            | one objective
                    - criteria: ["<=+10%", "<600"] | - criteria: ["<5", ">7"] | 6 | group-contradiction | item of its own
                    pass: 90%       | warn: 1                           | 10 | score-missing        | pass: 90%
                    pass: 90%       | pass: 90 %                        | 10 | score-invalid        | directly after it
                    pass: 90%       | pass: 0.9                         | 10 | score-fraction       | Write 90
                    pass: 90%       | pass: 900                         | 10 | score-unreachable    | at most 100
                    pass: 90%       | pass: 0                           | 10 | score-always         | above 0
                    warning: 50%    | warning: 95%                      | 11 | warning-unreachable  | below 90
                    warning: 50%    | warning: 60%                      | 11 | warning-unreachable  | Lower "warning"
                    warning: 50%    | warning: -1                       | 11 | warning-always       | above 0
                    warning: 50%    | warning: half                     | 11 | score-invalid        | from 0 to 100
                    """)
    void what_probably_is_not_meant(String from, String to, int line, String rule, String remedy) {
        String text = FINE.replace(from, to.replace("\\n", "\n"));
        assertThat(findings(text)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.place().line()).isEqualTo(line);
            assertThat(finding.remedy()).contains(remedy);
            assertThat(finding.message()).endsWith(".");
        });
    }

    @Test
    void indicators_are_compared_with_sli_yaml() {
        assertThat(findings(FINE.replace("sli: m", "sli: error_rat"), "error_rate", "p95"))
                .extracting(Finding::rule)
                .containsExactly("sli-unused", "sli-unused", "sli-unknown");
        assertThat(findings(FINE.replace("sli: m", "sli: error_rat"), "error_rate")
                        .getLast()
                        .remedy())
                .isEqualTo("Write \"error_rate\" if that is meant, or define \"error_rat\" in sli.yaml.");
        assertThat(findings(FINE + "indicators:\n  m: up\n")).isEmpty();
        assertThat(findings(FINE + "indicators:\n  n: up\n"))
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("sli-unused", "sli-unknown");
        assertThat(findings(FINE + "indicators: [n]\n"))
                .extracting(Finding::rule)
                .containsExactly("indicators-invalid");
    }

    @Test
    void objectives_that_decide_nothing() {
        assertThat(findings("total_score: {pass: 90%}\n"))
                .extracting(Finding::rule)
                .containsExactly("no-judged-objective");
        assertThat(findings("objectives: [{sli: a}]\ntotal_score: {pass: 90%}\n"))
                .extracting(Finding::rule)
                .containsExactly("no-judged-objective");
        String group = "pass: [{criteria: ['<1']}]";
        assertThat(findings("objectives: [{sli: a, " + group + "}, {sli: b, weight: -1, " + group
                        + "}]\ntotal_score: {pass: 90%}\n"))
                .extracting(Finding::rule)
                .containsExactly("weight-negative", "weights-cancel");
        assertThat(findings("objectives: [{sli: a, pass: [{}, ~]}]\ntotal_score: {pass: 90%}\n"))
                .extracting(Finding::rule)
                .containsExactly("group-empty", "group-null");
    }

    @Test
    void a_file_that_is_not_read_is_one_finding() {
        assertThat(findings("")).extracting(Finding::rule).containsExactly("empty");
        assertThat(findings("~")).extracting(Finding::rule).containsExactly("empty");
        assertThat(findings("a: [")).extracting(Finding::rule).containsExactly("unreadable");
    }
}
