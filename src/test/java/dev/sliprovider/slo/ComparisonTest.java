package dev.sliprovider.slo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §10.1 and §10.3. */
class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "single_result, 7, 1, true",
        "several_results, 7, 7, true",
        "several_results, 0, 3, true",
        "several_results, 100, 100, true",
        "several_results, 101, 101, false",
        "several_results, -1, -1, false",
        "'', 7, 3, true",
        "Single_Result, 7, 3, true",
    })
    void the_mode_decides_how_many_count(String mode, long number, long results, boolean isAnswered) {
        var comparison = new Comparison(mode, "", number, "", Places.NONE);
        assertThat(comparison.results()).isEqualTo(results);
        assertThat(comparison.isAnswered()).isEqualTo(isAnswered);
    }

    @ParameterizedTest
    @CsvSource({
        "'', fail, true",
        "all, '', true",
        "none, fail, true",
        "pass, pass, true",
        "PASS, pass, true",
        "pass, warning, false",
        "pass, '', false",
        "pass_or_warn, warning, true",
        "Pass_Or_Warn, pass, true",
        "pass_or_warn, fail, false",
        "pass_or_warn, PASS, false",
    })
    void the_result_decides_which_count(String include, String result, boolean counts) {
        assertThat(new Comparison("", include, 0, "", Places.NONE).includes(result))
                .isEqualTo(counts);
    }
}
