package dev.sliprovider.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Evaluation.Result;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.ObjectiveResult.Status;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.TotalScore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisiveTest {

    private static SloConfig config(String pass, String warning, boolean... keys) {
        List<Objective> objectives = IntStream.range(0, keys.length)
                .mapToObj(i -> new Objective(
                        "sli" + i, "", List.of(CriteriaGroup.of("<1")), List.of(), 1, keys[i], Places.NONE))
                .toList();
        return new SloConfig(Map.of(), Comparison.STANDARD, objectives, new TotalScore(pass, warning, Places.NONE));
    }

    private static List<ObjectiveResult> results(Status... statuses) {
        return Arrays.stream(statuses)
                .map(status -> new ObjectiveResult(
                        status == Status.PASS ? 1 : status == Status.WARNING ? 0.5 : 0,
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        status))
                .toList();
    }

    @Test
    void nothing_decides_a_pass() {
        assertThat(Decisive.of(config("50%", "", false, false), results(Status.PASS, Status.FAIL), Result.PASS))
                .containsExactly(false, false);
    }

    @Test
    void the_key_objective_decides_alone() {
        assertThat(Decisive.of(
                        config("30%", "", true, false, false),
                        results(Status.FAIL, Status.FAIL, Status.PASS),
                        Result.FAIL))
                .containsExactly(true, false, false);
    }

    @Test
    void each_without_which_the_score_is_reached_decides() {
        assertThat(Decisive.of(
                        config("90%", "60%", false, false, false),
                        results(Status.PASS, Status.FAIL, Status.FAIL),
                        Result.FAIL))
                .containsExactly(false, true, true);
    }

    @Test
    void where_none_is_enough_all_that_failed_decide() {
        assertThat(Decisive.of(
                        config("100%", "", false, false, false),
                        results(Status.WARNING, Status.FAIL, Status.FAIL),
                        Result.FAIL))
                .containsExactly(false, true, true);
    }

    @Test
    void a_warning_is_decided_by_what_warned() {
        assertThat(Decisive.of(
                        config("90%", "60%", false, false), results(Status.PASS, Status.WARNING), Result.WARNING))
                .containsExactly(false, true);
    }
}
