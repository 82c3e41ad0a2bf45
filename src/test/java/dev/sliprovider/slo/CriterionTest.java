package dev.sliprovider.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of contract §10.4 and §10.10. */
class CriterionTest {

    @ParameterizedTest
    @CsvSource({
        "'<600', <, 600",
        "'<=10', <=, 10",
        "'=10', =, 10",
        "'>=10', >=, 10",
        "'>10', >, 10",
        "' < = 5 ', <=, 5",
        "'<=5e3', <=, 5000",
        "'>=.5', >=, 0.5",
        "'<=5.', <=, 5",
        "'<1_000', <, 1000",
        "'<0x1p4', <, 16",
        "'<00012', <, 12",
        "'<=1e-400', <=, 0",
        "'<5 00', <, 500",
    })
    void a_number_without_a_sign_is_a_fixed_threshold(String text, String operator, double number) {
        assertThat(Criterion.parse(text)).isEqualTo(new Criterion.Absolute(text, operator(operator), number));
    }

    @ParameterizedTest
    @CsvSource({
        "'  <=+10   %', <=, 10, true, true",
        "'<=10%', <=, 10, true, true",
        "'>-10%', >, 10, true, false",
        "'<=+10.5', <=, 10.5, false, true",
        "'<=-5', <=, 5, false, false",
        "'<+-5', <, -5, false, true",
        "'<-+5', <, 5, false, false",
    })
    void a_sign_or_percent_makes_it_relative(
            String text, String operator, double number, boolean percent, boolean increase) {
        assertThat(Criterion.parse(text))
                .isEqualTo(new Criterion.Relative(text, operator(operator), number, percent, increase));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "600", "-5", "≤5", "\t<5", "!=5", "~5"})
    void without_an_operator_it_is_invalid(String text) {
        assertThat(Criterion.parse(text)).isEqualTo(new Criterion.Invalid(text, "invalid criteria string"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "==5", "=>5", "<500ms", "<", "<=+", "|5", "<5d", "<5f", "<1e400", "<0x10", "<1__0", "<\t5", "<5%%", "<٣"
            })
    void without_a_number_of_go_its_target_cannot_be_parsed(String text) {
        assertThat(Criterion.parse(text))
                .isEqualTo(new Criterion.Invalid(text, "could not parse criteria target value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Inf", "<NaN", "<+infinity", "<=nan%"})
    void words_for_no_finite_number_are_accepted(String text) {
        assertThat(Criterion.parse(text)).isInstanceOf(Criterion.Valid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "248, '<=+10%', avg, '220 230 240', true, 253",
        "254, '<=+10%', avg, '220 230 240', false, 253",
        "300, '<=+25', avg, '280', true, 305",
        "90, '>=-8%', avg, '100', false, 92",
        "12, '<-5', avg, '20', true, 15",
        "16, '<-5', avg, '20', false, 15",
        "500, '<=+10%', avg, '', true, 0",
        "7.6, '<=+0%', p50, '10 5', false, 7.5",
        "9.8, '<=+0%', p90, '0 1 2 3 4 5 6 7 8 9 10', true, 9.8",
        "10, '<=+0', p95, '10 9 8 7 6 5 4 3 2 1 0', true, 10",
        "5, '<=+10%', p99, '100', false, 0",
        "-3, '<=-5', avg, '', true, 0",
        "-3, '>=-5', avg, '0', true, -5",
        "10, '=+0', avg, '10', true, 10",
        // a*(100+v)/100 and a*(1+v/100) differ in the last digit (contract §10.11, 10).
        "1, '<=+7%', avg, '0.07', false, 0.07490000000000001",
    })
    void the_target_follows_from_earlier_values(
            double value, String text, String function, String earlier, boolean isSatisfied, double target) {
        double[] values = Stream.of(earlier.split(" "))
                .filter(number -> !number.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        Judgement judgement =
                Judgement.of(List.of(CriteriaGroup.of(text)), "pass", value, Aggregate.of(values, function));
        assertThat(judgement.isSatisfied()).isEqualTo(isSatisfied);
        assertThat(judgement.targets()).containsExactly(new Target(text, target, !isSatisfied));
    }

    private static Operator operator(String text) {
        return Operator.beginning(text).orElseThrow();
    }
}
