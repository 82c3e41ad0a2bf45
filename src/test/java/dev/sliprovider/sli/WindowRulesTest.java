package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.WindowRules.Judgement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final WindowRules RULES =
            new WindowRules(Duration.ofSeconds(60), Duration.ofDays(100), Duration.ofSeconds(30), Duration.ofDays(15));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-30T11:50:00Z | 2026-11-30T20:00:00Z | ends in the future
                    2026-11-30T11:50:00Z | 2026-11-30T12:01:01Z | ends in the future
                    2026-11-30T12:50:00Z | 2026-11-30T13:00:00Z | ends in the future
                    1970-01-01T00:00:00Z | 2026-11-30T11:00:00Z | was never set
                    1970-01-01T00:00:00Z | 1970-01-01T00:10:00Z | was never set
                    0001-01-01T00:00:00Z | 2026-11-30T11:00:00Z | was never set
                    2026-01-01T00:00:00Z | 2026-11-30T11:00:00Z | 333 days long
                    """)
    void a_window_that_gives_wrong_values_is_refused(Instant start, Instant end, String why) {
        assertThat(judge(start, end).refusal().orElseThrow()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T11:50:00Z,2026-11-30T12:00:00Z",
        "2026-11-30T11:50:00Z,2026-11-30T12:01:00Z",
        "2026-09-01T00:00:00Z,2026-11-30T12:00:00Z",
        "2019-11-30T11:50:00Z,2019-11-30T12:00:00Z"
    })
    void any_other_window_is_evaluated(Instant start, Instant end) {
        assertThat(judge(start, end).refusal()).isEmpty();
    }

    @Test
    void the_refusal_quotes_both_times_and_suspects_local_time() {
        assertThat(judge(NOW, NOW.plusSeconds(8 * 3600)).refusal().orElseThrow())
                .contains("2026-11-30T20:00:00Z", "2026-11-30T12:00:00Z", "8 h", "Local time written as UTC");
    }

    @Test
    void the_clock_is_quoted_in_seconds() {
        Timeframe window = new Timeframe(NOW, NOW.plusSeconds(600));
        assertThat(RULES.judge(window, NOW.plusNanos(862_869_227)).refusal().orElseThrow())
                .contains("clock says 2026-11-30T12:00:00Z,");
    }

    @Test
    void a_window_that_ends_within_the_allowance_is_worth_a_warning() {
        assertThat(judge(NOW.minusSeconds(600), NOW.plusSeconds(30)).warning().orElseThrow())
                .contains("30 s");
        assertThat(judge(NOW.minusSeconds(600), NOW.plusSeconds(5)).warning()).isEmpty();
    }

    @Test
    void an_empty_result_is_explained_by_the_window() {
        assertThat(judge(NOW.minusSeconds(59), NOW).emptyResult("rate(x[59s])")).contains("only 59 s long");
        assertThat(judge(NOW.minusSeconds(59), NOW).emptyResult("x")).isEmpty();
        assertThat(judge(NOW.minusSeconds(60), NOW).emptyResult("rate(x[60s])")).isEmpty();
        Instant old = NOW.minus(Duration.ofDays(16));
        assertThat(judge(old.minusSeconds(600), old).emptyResult("x")).contains("ended 16 days ago");
    }

    private static Judgement judge(Instant start, Instant end) {
        return RULES.judge(new Timeframe(start, end), NOW);
    }
}
