package dev.sliprovider.slo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §10.11, 2 and 9. */
class GoFloatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "75, 75",
        "66.66666666666666, 66.66666666666666",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "999999, 999999",
        "1000000, 1e+06",
        "12345678, 1.2345678e+07",
        "-1.5e300, -1.5e+300",
        "4.9e-324, 5e-324",
        "2e23, 2e+23",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
    })
    void numbers_are_written_as_go_writes_them(double number, String text) {
        assertThat(GoFloat.format(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "+1, 1",
        "-1, -1",
        "1., 1",
        ".5, 0.5",
        "1e3, 1000",
        "1E-3, 0.001",
        "1_000.5_0, 1000.5",
        "0x1p4, 16",
        "0X1.8P1, 3",
        "0x_1p0, 1",
        "1e-400, 0",
        "inf, Infinity",
        "-INFINITY, -Infinity",
        "nan, NaN",
        "1e1_0, 1e10",
    })
    void numbers_of_go_are_read(String text, double number) {
        assertThat(GoFloat.parse(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1d",
                "1f",
                "1e",
                "e5",
                ".",
                "_1",
                "1_",
                "1__0",
                "1_.5",
                "1._5",
                "0x10",
                "0xp1",
                "1e400",
                "-1e309",
                "+nan",
                "0x1p5000",
                "1,5",
                "٣",
                "++1",
                "0x1.p",
                "0b1"
            })
    void everything_else_is_no_number(String text) {
        assertThat(GoFloat.parse(text)).isEmpty();
    }

    @Property
    void what_is_written_is_read_back(@ForAll double number) {
        assertThat(GoFloat.parse(GoFloat.format(number))).hasValue(number);
    }

    @Property
    void any_text_is_read_or_refused(@ForAll String text) {
        GoFloat.parse(text).ifPresent(number -> assertThat(text).isNotBlank());
    }
}
