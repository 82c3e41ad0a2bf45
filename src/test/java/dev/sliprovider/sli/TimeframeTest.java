package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeframeTest {

    private static final String LATER = "2999-01-01T00:00:00Z";

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T09:11:30Z,                2024-03-05T09:11:30Z",
        "2024-03-05T09:11:30.9Z,              2024-03-05T09:11:30.900Z",
        "2024-03-05T09:11:30.900Z,            2024-03-05T09:11:30.900Z",
        "2024-03-05T09:11:30.123456789Z,      2024-03-05T09:11:30.123456789Z",
        "2024-03-05T09:11:30.1234567899999Z,  2024-03-05T09:11:30.123456789Z",
        "2024-03-05T10:11:30+01:00,           2024-03-05T09:11:30Z",
        "2024-03-05T03:41:30.25-05:30,        2024-03-05T09:11:30.250Z",
        "2024-03-05T09:11:30-00:00,           2024-03-05T09:11:30Z",
        "2024-03-05t09:11:30z,                2024-03-05T09:11:30Z",
        "1709629890,                          2024-03-05T09:11:30Z",
        "0,                                   1970-01-01T00:00:00Z",
    })
    void reads_rfc_3339_and_unix_seconds(String text, Instant instant) {
        assertThat(Timeframe.parse(text, LATER).start()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday,                    expected RFC 3339",
        "2024-03-05,                   expected RFC 3339",
        "2024-03-05T09:11:30,          expected RFC 3339",
        "2024-03-05T09:11Z,            expected RFC 3339",
        "2024-03-05 09:11:30Z,         expected RFC 3339",
        "1709629890.5,                 expected RFC 3339",
        "-5,                           expected RFC 3339",
        "1e9,                          expected RFC 3339",
        "٢٠٢٤,                         expected RFC 3339",
        "2024-02-30T09:11:30Z,         no such date or time",
        "2024-03-05T24:00:00Z,         no such date or time",
        "2024-03-05T09:11:30+25:00,    no such date or time",
        "1709629890123,                is it in milliseconds?",
        "999999999999999999,           is it in milliseconds?",
        "9999999999999999999,          expected RFC 3339",
    })
    void quotes_a_text_that_is_no_time(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(text, LATER))
                .withMessageContainingAll("start \"" + text + "\" cannot be read", why);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse("0", text))
                .withMessageContainingAll("end \"" + text + "\" cannot be read", why);
    }

    @ParameterizedTest
    @CsvSource({"'',0,start is missing", "' ',0,start is missing", "0,'',end is missing"})
    void says_which_time_is_missing(String start, String end, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(start, end))
                .withMessage(message);
    }

    @Test
    void shortens_a_text_without_end() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse("x".repeat(1_000_000), LATER))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T09:11:30.000Z, 2024-03-05T09:11:30.000Z,      empty",
        "2024-03-05T09:11:30.000Z, 2024-03-05T10:11:30.000+01:00, empty",
        "2024-03-05T09:11:30.000Z, 2024-03-05T09:01:30.000Z,      reversed",
        "1709629890,               1709629290,                    reversed",
    })
    void refuses_an_empty_or_reversed_window_and_quotes_it(String start, String end, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(start, end))
                .withMessageContainingAll("the window is " + what, "\"" + start + "\"", "\"" + end + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T09:01:30Z,     2024-03-05T09:11:30Z,            600",
        "2024-03-05T09:01:30.250Z, 2024-03-05T09:11:30.900Z,        601",
        "2024-03-05T09:01:30.900Z, 2024-03-05T09:11:30.250Z,        600",
        "2024-03-05T09:01:30Z,     2024-03-05T09:01:30.000000001Z,  1",
        "2024-03-05T09:01:30Z,     2024-03-05T09:01:31Z,            1",
        "0,                        1709629890,                      1709629890",
    })
    void counts_a_begun_second_as_one(String start, String end, long seconds) {
        assertThat(Timeframe.parse(start, end).seconds()).isEqualTo(seconds);
    }
}
