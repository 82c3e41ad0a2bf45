package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorValueTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_is_no_measured_value(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measured(value, List.of()))
                .withMessageStartingWith("p95 is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.MIN_VALUE, Double.MAX_VALUE})
    void every_finite_number_is_a_value(double value) {
        assertThat(measured(value, List.of()).value()).isEqualTo(value);
    }

    @Test
    void warnings_do_not_change_afterwards() {
        var warnings = new ArrayList<>(List.of("first"));
        Measured measured = measured(1, warnings);
        warnings.add("second");
        assertThat(measured.warnings()).containsExactly("first");
    }

    @Test
    void a_message_says_which_indicator_why_and_where() {
        var missing = new Missing(
                "p95", Reason.NO_DATA, "no data", "query up on X", Optional.of("up"), List.of(), Duration.ZERO);
        assertThat(missing.message()).isEqualTo("p95: no data [query up on X]");
    }

    @Test
    void a_failure_before_anybody_was_asked_has_no_place() {
        Missing missing = Missing.before("", Reason.UNKNOWN_INDICATOR, "why");
        assertThat(missing.message()).isEqualTo("(indicator without a name): why");
        assertThat(missing.query()).isEmpty();
    }

    private static Measured measured(double value, List<String> warnings) {
        return new Measured("p95", value, "up", warnings, Duration.ofMillis(3));
    }
}
