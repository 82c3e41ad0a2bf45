package dev.sliprovider.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final Instant END = Instant.parse("2026-01-15T14:23:11Z");

    @Test
    void windows_end_at_whole_multiples_oldest_first() {
        Schedule schedule = Schedule.of(END, Duration.ofHours(3), Duration.ofHours(1), Duration.ofMinutes(10));

        assertThat(schedule.windows()).containsExactly(window("12:00"), window("13:00"), window("14:00"));
        assertThat(schedule.first()).isEqualTo(Instant.parse("2026-01-15T12:00:00Z"));
    }

    private static Timeframe window(String end) {
        Instant last = Instant.parse("2026-01-15T" + end + ":00Z");
        return new Timeframe(last.minusSeconds(600), last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT1H  | PT2H  | --every 2h is longer than --for 1h
            PT1H  | PT30S | --every 30s is too short
            P3650D | PT1M | at most 5000 are made; evaluate less often, such as --every 17h32m
            """)
    void what_makes_no_sense_is_refused(Duration whole, Duration every, String message) {
        assertThatThrownBy(() -> Schedule.of(END, whole, every, Duration.ofMinutes(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT10S, 10s", "PT90M, 1h30m", "P14D, 14d", "PT26H, 1d2h"})
    void lengths_are_written_as_they_are_read(Duration length, String text) {
        assertThat(Lengths.of(length)).isEqualTo(text);
    }
}
