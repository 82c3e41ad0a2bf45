package dev.sliprovider.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {

    private static final long START = Instant.parse("2026-01-15T13:20:00Z").getEpochSecond();

    @Test
    void marks_stand_at_whole_days_or_hours() {
        assertThat(new TimeScale(START, START + 5 * 86_400).ticks())
                .extracting(Tick::label)
                .first()
                .isEqualTo("01-16 00:00");
        assertThat(new TimeScale(START, START + 12 * 86_400).ticks())
                .extracting(Tick::label)
                .startsWith("2026-01-16", "2026-01-17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT1H", "PT13H", "P3D", "P14D", "P400D", "P36500D"})
    void there_are_some_marks_but_not_many(Duration length) {
        assertThat(new TimeScale(START, START + length.toSeconds()).ticks()).hasSizeBetween(1, 13);
    }

    @Test
    void the_ends_are_0_and_1() {
        var scale = new TimeScale(START, START + 100);

        assertThat(scale.share(START)).isZero();
        assertThat(scale.share(START + 100.0)).isEqualTo(1);
    }
}
