package dev.sliprovider.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now,                                  2026-03-05T12:00:00Z",
        "NOW,                                  2026-03-05T12:00:00Z",
        "-1h,                                  2026-03-05T11:00:00Z",
        "now-1h30m,                            2026-03-05T10:30:00Z",
        "now+5m,                               2026-03-05T12:05:00Z",
        "-1d,                                  2026-03-04T12:00:00Z",
        "-1w,                                  2026-02-26T12:00:00Z",
        "-90d,                                 2025-12-05T12:00:00Z",
        "2026-01-15T09:01:00Z,                 2026-01-15T09:01:00Z",
        "2026-01-15t09:01:00z,                 2026-01-15T09:01:00Z",
        "2026-01-15T09:01Z,                    2026-01-15T09:01:00Z",
        "2026-01-15 09:01:00.25Z,              2026-01-15T09:01:00.250Z",
        "2026-01-15T09:01:00.1234567891234Z,   2026-01-15T09:01:00.123456789Z",
        "2026-11-30T13:00:00+01:00,            2026-11-30T12:00:00Z",
        "2026-11-30T13:00:00+0100,             2026-11-30T12:00:00Z",
        "2026-11-30 13:00 -05,                 2026-11-30T18:00:00Z",
        "2026-11-30 13:00 Europe/Berlin,       2026-11-30T12:00:00Z",
        "2026-07-01 13:00 europe/berlin,       2026-07-01T11:00:00Z",
        "2026-07-01T13:00[Europe/Berlin],      2026-07-01T11:00:00Z",
        "2026-07-01 13:00 UTC,                 2026-07-01T13:00:00Z",
        "2026-10-25T02:30+01:00,               2026-10-25T01:30:00Z",
        "1764500000,                           2025-11-30T10:53:20Z",
        "1764500000.5,                         2025-11-30T10:53:20.500Z",
    })
    void reads_what_people_write(String text, Instant instant) {
        assertThat(WrittenTime.read("--start", text, NOW)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            2026-11-30T13:00:00 | has no time zone; write 2026-11-30T13:00:00Z for UTC, or an offset or zone
            2026-11-30 13:00 | has no time zone; write 2026-11-30T13:00:00Z for UTC
            2026-11-30 | it has no time and time zone; write -1h
            yesterday | cannot be read: write -1h, now, now-1h
            '' | cannot be read: write -1h
            -5 | cannot be read: write -1h
            -1x | cannot be read: write -1h
            now-soon | cannot be read: write -1h
            1d | it is a length of time; write -1d for the time that long ago
            1e9 | cannot be read: write -1h
            ٢٠٢٤ | cannot be read: write -1h
            2026-02-30T00:00:00Z | there is no such date or time
            2026-02-01T25:00:00Z | there is no such date or time
            2026-02-01T05:00:00+25:00 | there is no time zone "+25:00"; write Z
            2026-02-01 05:00 Europe/Berln | there is no time zone "Europe/Berln"; did you mean Europe/Berlin?
            2026-02-01 05:00 Middle-earth | there is no time zone "Middle-earth"; write Z, an offset
            2026-03-29 02:30 Europe/Berlin | the clocks go forward at that time
            2026-10-25 02:30 Europe/Berlin | exists twice; write the offset, +02:00 or +01:00
            1764500000000 | is it in milliseconds?
            """)
    void refuses_what_is_not_clear_and_says_what_to_write(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenTime.read("--start", text, NOW))
                .withMessageStartingWith("--start \"" + text)
                .withMessageContaining(why);
    }

    @Test
    void a_window_keeps_the_texts_that_events_know_and_translates_the_others() {
        var window =
                Window.of(Window.Names.OPTIONS, "2026-11-30T13:00:00+01:00", "2026-11-30 14:00 Europe/Berlin", null);

        assertThat(window).isEqualTo(new Window("2026-11-30T13:00:00+01:00", "2026-11-30T13:00:00Z"));
    }

    @Test
    void a_window_that_ends_before_it_starts_names_the_options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of(Window.Names.OPTIONS, "now+1h", null, null))
                .withMessageContaining("the window is reversed: --start is")
                .withMessageContaining("and --end is")
                .withMessageContaining("which is now; the end must be after the start");
    }
}
