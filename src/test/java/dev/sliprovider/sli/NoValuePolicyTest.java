package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.NoValuePolicy.Instead;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NoValuePolicyTest {

    private static final NoValuePolicy POLICY =
            new NoValuePolicy(new Instead.Number(0), new Instead.Skip(), new Instead.Number(1.5));

    private static Missing missing(Reason reason, String... warnings) {
        return new Missing("a", reason, "why", "where", Optional.of("up"), List.of(warnings), Duration.ofMillis(3));
    }

    @Test
    void a_number_takes_the_place_of_no_data_and_says_so() {
        assertThat(POLICY.apply(missing(Reason.NO_DATA, "PromQL info: x")))
                .isEqualTo(new Measured(
                        "a",
                        0,
                        "up",
                        List.of("PromQL info: x", "no data counts as 0, as \"missing\" in sli.yaml says"),
                        Duration.ofMillis(3)));
        assertThat(POLICY.apply(missing(Reason.NEGATIVE_INFINITY)).warnings())
                .containsExactly("-Inf counts as 1.5, as \"missing\" in sli.yaml says");
    }

    @Test
    void a_skipped_indicator_has_a_reason_of_its_own() {
        assertThat(POLICY.apply(missing(Reason.NOT_A_NUMBER))).isInstanceOfSatisfying(Missing.class, skipped -> {
            assertThat(skipped.reason()).isEqualTo(Reason.SKIPPED);
            assertThat(skipped.message()).startsWith("a: NaN is skipped, as \"missing\" in sli.yaml says [where]");
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NO_DATA", "NOT_A_NUMBER", "POSITIVE_INFINITY", "NEGATIVE_INFINITY"})
    void nothing_else_is_replaced(Reason reason) {
        assertThat(POLICY.apply(missing(reason))).isEqualTo(missing(reason));
    }

    @Test
    void without_a_policy_nothing_is_replaced() {
        assertThat(NoValuePolicy.DEFAULT.apply(missing(Reason.NO_DATA))).isEqualTo(missing(Reason.NO_DATA));
    }

    @Test
    void a_narrower_level_overrides() {
        SliConfig wide = new SliConfig(Map.of(), Set.of(), Map.of("a", POLICY, "b", POLICY));
        SliConfig narrow = new SliConfig(Map.of(), Set.of(), Map.of("a", NoValuePolicy.DEFAULT));

        assertThat(SliConfig.merge(SliConfig.EMPTY, List.of(wide, narrow)).policies())
                .isEqualTo(Map.of("a", NoValuePolicy.DEFAULT, "b", POLICY));
    }
}
