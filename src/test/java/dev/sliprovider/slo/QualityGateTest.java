package dev.sliprovider.slo;

import static dev.sliprovider.slo.ExampleSlo.answer;
import static dev.sliprovider.slo.ExampleSlo.config;
import static dev.sliprovider.slo.ExampleSlo.evaluate;
import static dev.sliprovider.slo.ExampleSlo.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.slo.Evaluation.Result;
import dev.sliprovider.slo.Evaluation.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of contract §1.7 and §10.5 to §10.8, one by one. */
class QualityGateTest {

    private static final List<CriteriaGroup> BELOW_10 = List.of(CriteriaGroup.of("<10"));
    private static final List<CriteriaGroup> BELOW_20 = List.of(CriteriaGroup.of("<20"));
    private static final SloConfig ONE = config("90%", "", objective("m", 1, "<10"));

    @ParameterizedTest(name = "§1.7: status {0}, result {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    aborted   | pass    | ERRORED   | FAIL | evaluation performed by lighthouse was aborted
                    errored   | pass    | ERRORED   | FAIL | evaluation performed by lighthouse received an unexpected error: why
                    succeeded | fail    | SUCCEEDED | FAIL | lighthouse failed because SLI failed with message why
                    succeeded | warning | SUCCEEDED | PASS |
                    ERRORED   | FAIL    | SUCCEEDED | PASS |
                    ''        | ''      | SUCCEEDED | PASS |
                    """)
    void the_provider_decides_before_and_after_the_score(
            String status, String result, Status expected, Result verdict, String message) {
        Evaluation evaluation = evaluate(ONE, answer(status, result, "why", SliValue.of("m", 1)));
        assertThat(evaluation.status()).isEqualTo(expected);
        assertThat(evaluation.result()).isEqualTo(verdict);
        assertThat(evaluation.message()).isEqualTo(message == null ? "" : message);
        assertThat(evaluation.details().result()).isEqualTo(Result.PASS);
        assertThat(evaluation.labels()).containsExactly(Map.entry("build", "7"));
    }

    @Test
    void without_a_file_everything_passes() {
        Evaluation evaluation = QualityGate.evaluate(answer(), new SloFile.Absent(), comparison -> List.of());
        assertThat(evaluation.result()).isEqualTo(Result.PASS);
        assertThat(evaluation.message())
                .isEqualTo("no evaluation performed by lighthouse because no SLO file configured for project shop");
        assertThat(evaluation.details().hasSloContent()).isFalse();
    }

    @Test
    void with_an_unreadable_file_nothing_passes() {
        Evaluation evaluation = QualityGate.evaluate(answer(), new SloFile.Unreadable(), comparison -> List.of());
        assertThat(evaluation.status()).isEqualTo(Status.ERRORED);
        assertThat(evaluation.result()).isEqualTo(Result.FAIL);
        assertThat(evaluation.message())
                .isEqualTo("Could not parse SLO file for service cart in stage qa in project shop");
    }

    @ParameterizedTest(name = "§10.6: weights {0}, values {1}")
    @CsvSource({
        "1 1 2, 5 15 25, 37.5, FAIL",
        "1 2, 5 25, 33.33333333333333, FAIL",
        "2 1, 5 25, 66.66666666666666, WARNING",
        "1, 5, 100, PASS",
        "3 1, 5 15, 87.5, WARNING",
        "0 0, 5 25, 50, FAIL",
        "1 -1, 5 5, 100, PASS",
    })
    void the_score_is_the_share_of_the_points(String weights, String values, double score, Result result) {
        String[] weight = weights.split(" ");
        String[] value = values.split(" ");
        Objective[] objectives = new Objective[weight.length];
        SliValue[] sent = new SliValue[weight.length];
        for (int i = 0; i < weight.length; i++) {
            objectives[i] = objective("m" + i, Long.parseLong(weight[i]), false, BELOW_10, BELOW_20);
            sent[i] = SliValue.of("m" + i, Double.parseDouble(value[i]));
        }
        Evaluation evaluation = evaluate(config("90%", "60%", objectives), answer(sent));
        assertThat(evaluation.details().score()).isEqualTo(score);
        assertThat(evaluation.result()).isEqualTo(result);
    }

    @ParameterizedTest(name = "§10.7: pass {0}, warning {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    90%   | ''  | Evaluation failed since the calculated score of 50 is below the target value of 90
                    90    | 75% | Evaluation failed since the calculated score of 50 is below the warning value of 75
                    90%   | 50% | Evaluation returned a warning: the calculated score of 50 is close to the warning target value of 50
                    2e6   | ''  | Evaluation failed since the calculated score of 50 is below the target value of 2e+06
                    50    | 75  | ''
                    NaN   | ''  | Evaluation failed since the calculated score of 50 is below the target value of NaN
                    ''    | 75  | no target score defined
                    90 %  | ''  | could not parse pass target percentage
                    90%%  | ''  | could not parse pass target percentage
                    90    | x   | could not parse warning target percentage
                    """)
    void the_message_says_why(String pass, String warning, String message) {
        SloConfig config = config(pass, warning, objective("m", 1, "<10"), objective("n", 1, "<10"));
        assertThat(evaluate(config, answer(SliValue.of("m", 1), SliValue.of("n", 11)))
                        .message())
                .isEqualTo(message);
    }

    @Test
    void a_key_objective_that_fails_fails_all_and_the_last_one_is_named() {
        SloConfig config = config(
                "0",
                "",
                objective("a", 1, true, BELOW_10, List.of()),
                objective("b", 1, true, BELOW_10, List.of()),
                objective("c", 1, true, BELOW_10, BELOW_20));
        Evaluation evaluation = evaluate(config, answer(SliValue.of("b", 11), SliValue.of("c", 11)));
        assertThat(evaluation.result()).isEqualTo(Result.FAIL);
        assertThat(evaluation.message())
                .isEqualTo("Evaluation failed due to key_sli objective '': failed evaluation with score 0.000000");
        assertThat(results(evaluation).get(0).keySli())
                .as("§10.5: not set without a value")
                .isFalse();
        assertThat(results(evaluation).get(1).keySli()).isTrue();
    }

    @Test
    void a_value_that_is_missing_fails_with_empty_targets() {
        SloConfig config = config("90%", "", objective("m", 1, "<10", "<=+5%"));
        var earlier = PreviousEvaluation.of("e", SliValue.of("m", 40));
        ObjectiveResult result = results(evaluate(config, answer(), earlier)).getFirst();
        assertThat(result.status()).isEqualTo(ObjectiveResult.Status.FAIL);
        assertThat(result.value()).hasValue(SliValue.missing("m"));
        assertThat(result.passTargets().orElseThrow())
                .as("§10.5: the raw aggregate")
                .containsExactly(new Target("<10", 10, true), new Target("<=+5%", 40, true));
        assertThat(result.warningTargets()).hasValue(List.of());
    }

    @Test
    void an_objective_without_pass_informs_only() {
        SloConfig config = config("90%", "", objective("m", 5, true, List.of(), BELOW_20), objective("n", 1, "<10"));
        Evaluation evaluation = evaluate(config, answer(SliValue.of("n", 1)));
        ObjectiveResult result = results(evaluation).getFirst();
        assertThat(result.status()).isEqualTo(ObjectiveResult.Status.INFO);
        assertThat(result.value()).isEmpty();
        assertThat(result.passTargets()).hasValue(List.of());
        assertThat(evaluation.details().score()).isEqualTo(100);
    }

    @Test
    void with_informational_objectives_only_everything_passes() {
        assertThat(evaluate(config("90%", "", objective("m", 1, true, List.of(), List.of())), answer())
                        .result())
                .isEqualTo(Result.PASS);
    }

    @Test
    void without_objectives_the_verdict_is_fail_and_the_score_is_computed_of_nothing() {
        Evaluation evaluation = evaluate(config("0", ""), answer(SliValue.of("m", 1)));
        assertThat(evaluation.result()).isEqualTo(Result.FAIL);
        assertThat(evaluation.details().result()).as("§10.11, 14").isEqualTo(Result.PASS);
        assertThat(evaluation.details().indicatorResults()).isEmpty();
        assertThat(evaluation.message()).isEqualTo("lighthouse failed because no SLO objective was provided");
    }

    @Test
    void an_invalid_pass_criterion_ends_the_evaluation_if_its_indicator_has_a_value() {
        SloConfig config = config("90%", "", objective("m", 1, "600"));
        Evaluation evaluation = evaluate(config, answer(SliValue.of("m", 1)));
        assertThat(evaluation.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(evaluation.message()).isEqualTo("error with m: invalid criteria string");
        assertThat(evaluation.details().indicatorResults()).isEmpty();
        assertThat(evaluate(config, answer()).details().indicatorResults()).isPresent();
    }

    @Test
    void an_invalid_warning_criterion_is_never_met() {
        SloConfig config = config("90%", "", objective("m", 1, false, BELOW_10, List.of(CriteriaGroup.of("<20", "x"))));
        ObjectiveResult result =
                results(evaluate(config, answer(SliValue.of("m", 15)))).getFirst();
        assertThat(result.status()).isEqualTo(ObjectiveResult.Status.FAIL);
        assertThat(result.warningTargets()).as("§10.11, 11").hasValue(List.of());
    }

    @Test
    void a_group_without_criteria_holds_but_gives_no_points() {
        Evaluation evaluation = evaluate(
                config("90%", "", objective("m", 1), objective("n", 1, "<10")),
                answer(SliValue.of("m", 1), SliValue.of("n", 1)));
        assertThat(results(evaluation).getFirst().passTargets()).isEmpty();
        assertThat(results(evaluation).getFirst().status()).isEqualTo(ObjectiveResult.Status.PASS);
        assertThat(evaluation.details().score()).isEqualTo(50);
    }

    @Test
    void one_group_is_enough_and_all_are_reported() {
        Objective objective =
                objective("m", 1, false, List.of(CriteriaGroup.of("<10", ">5"), CriteriaGroup.of("=20")), List.of());
        ObjectiveResult result = results(evaluate(config("90%", "", objective), answer(SliValue.of("m", 20))))
                .getFirst();
        assertThat(result.status()).isEqualTo(ObjectiveResult.Status.PASS);
        assertThat(result.passTargets().orElseThrow())
                .containsExactly(new Target("<10", 10, true), new Target(">5", 5, false), new Target("=20", 20, false));
    }

    @Test
    void each_value_is_used_once_and_the_rest_is_named() {
        SloConfig config = config("0", "", objective("a", 1, "<10"), objective("a", 1, "<10"));
        Evaluation evaluation = evaluate(
                config, answer(SliValue.of("a", 1), SliValue.of("b", 1), SliValue.of("", 1), SliValue.of("c", 1)));
        assertThat(results(evaluation).get(1).value()).hasValue(SliValue.missing("a"));
        assertThat(evaluation.message())
                .as("§10.11, 18: the last value takes the place of the one that was used")
                .isEqualTo("Lighthouse received additional SLIs, which are not specified as SLO: c, b,  . Please"
                        + " consider using them as an SLO.");
    }

    @Test
    void earlier_evaluations_are_named() {
        Evaluation evaluation = evaluate(
                ONE,
                answer(SliValue.of("m", 1)),
                PreviousEvaluation.of("new", SliValue.of("m", 3)),
                PreviousEvaluation.of("old", SliValue.of("m", 5)));
        assertThat(evaluation.details().comparedEvents()).containsExactly("new", "old");
        assertThat(results(evaluation).getFirst().value().orElseThrow().comparedValue())
                .isEqualTo(4);
    }

    @Test
    void only_values_that_are_there_are_compared_with() {
        var failed = new SliValue("m", 50, 0, false, "no data");
        Evaluation evaluation = evaluate(
                config("90%", "", objective("m", 1, "<=+10%"), objective("n", 1, "<=+10%")),
                answer(SliValue.of("m", 9), SliValue.of("n", 9)),
                new PreviousEvaluation("a", List.of(failed, SliValue.of("n", 1), SliValue.of("m", 7)), false),
                new PreviousEvaluation("b", List.of(SliValue.of("n", 3), SliValue.of("m", 9), failed), false));
        assertThat(results(evaluation))
                .extracting(result -> result.value().orElseThrow().comparedValue())
                .containsExactly(8.0, 2.0);
    }

    @Test
    void too_many_earlier_evaluations_cannot_be_asked_for() {
        var comparison = new Comparison("several_results", "", 101, "", Places.NONE);
        var config = new SloConfig(Map.of(), comparison, ONE.objectives(), ONE.totalScore());
        Evaluation evaluation = evaluate(config, answer(SliValue.of("m", 1)));
        assertThat(evaluation.status()).isEqualTo(Status.ERRORED);
        assertThat(evaluation.message()).isEqualTo("could not retrieve previous evaluation.finished events");
    }

    @Test
    void what_lighthouse_crashes_on_is_refused() {
        var nullValue = new ProviderAnswer("p", "s", "v", Map.of(), "", "", "", "", "", List.of(Optional.empty()));
        var nullGroup = new CriteriaGroup(Optional.empty(), List.of(), new Place(7, 3));
        refused(ONE, nullValue, "indicatorValues");
        refused(ONE, answer(), "earlier evaluation e", new PreviousEvaluation("e", List.of(), true));
        refused(
                config("90%", "", objective("m", 1, false, List.of(nullGroup), List.of())),
                answer(),
                "slo.yaml:7:3: an item of \"pass\"");
        assertThatThrownBy(() -> QualityGate.evaluate(
                        answer(), new SloFile.NullDocument(new Place(2, 1)), comparison -> List.of()))
                .isInstanceOf(NoReferenceResultException.class)
                .hasMessageStartingWith("slo.yaml:2:1: ");
    }

    @Test
    void numbers_that_json_does_not_have_are_refused() {
        refused(config("90%", "", objective("m", 1, "<Inf")), answer(SliValue.of("m", 1)), "the target of \"<Inf\"");
        refused(
                config("90%", "", objective("m", 1, "<=1e308%")),
                answer(SliValue.of("m", 1)),
                "+Inf",
                PreviousEvaluation.of("e", SliValue.of("m", 1e10)));
        assertThat(evaluate(config("90%", "", objective("m", 1, "<=+Inf")), answer(SliValue.of("m", 1)))
                        .result())
                .as("§10.11, 3: skipped without history")
                .isEqualTo(Result.PASS);
    }

    private static void refused(
            SloConfig config, ProviderAnswer answer, String message, PreviousEvaluation... history) {
        assertThatThrownBy(() -> evaluate(config, answer, history))
                .isInstanceOf(NoReferenceResultException.class)
                .hasMessageContaining(message);
    }

    private static List<ObjectiveResult> results(Evaluation evaluation) {
        return evaluation.details().indicatorResults().orElseThrow();
    }
}
