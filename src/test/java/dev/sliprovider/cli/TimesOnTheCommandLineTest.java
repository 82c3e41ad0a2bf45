package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as people write them, in every command that takes one. */
class TimesOnTheCommandLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get-sli --start -1h",
                "get-sli --start -1h --end -5m",
                "get-sli --start=-1h --end=now",
                "get-sli --timeframe 1d",
                "evaluate --start -1h --end now-1m",
                "evaluate --compare-with window:-2d/-1d",
                "backtest --for 90d --every 1h --end -1d",
                "history seed --history h --for 1w --every 1h --end -1d"
            })
    void a_time_before_now_is_not_taken_for_an_option(String commandLine) {
        assertThat(ParsedCommands.failure(List.of(commandLine.split(" ")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get-sli --project p --stage s --service x --start soon | --start "soon" cannot be read: write -1h, now
            get-sli --project p --stage s --service x --start 2026-11-30T13:00:00 | --start "2026-11-30T13:00:00" has no time zone
            get-sli --project p --stage s --service x --start 1d | write -1d for the time that long ago
            get-sli --project p --stage s --service x --start now --end -1h | the window is reversed: --start is
            get-sli --project p --stage s --service x --timeframe 1.5h | --timeframe "1.5h" cannot be read; write 90s, 5m
            evaluate --slo deploy/ci/slo.yaml --service x --end tomorrow | --end "tomorrow" cannot be read: write -1h
            evaluate --slo deploy/ci/slo.yaml --service x --compare-with window:-2d/later | window:-2d/later is no window
            evaluate --slo deploy/ci/slo.yaml --service x --compare-with window:-1d/-2d | window:-1d/-2d: the window is reversed
            evaluate --slo deploy/ci/slo.yaml --service x --during 5m --start dawn | --start "dawn" cannot be read
            backtest --slo deploy/ci/slo.yaml --service x --for 1d --every 1h --end now+1h | --end now+1h is in the future
            backtest --slo deploy/ci/slo.yaml --service x --for 1d --every 1h --end 2026-01-01T00:00 | --end "2026-01-01T00:00" has no time zone
            history seed --history target --slo deploy/ci/slo.yaml --service x --for 1d --every 1h --end noon | --end "noon" cannot be read
            """)
    void an_error_names_the_option_and_neither_an_event_nor_the_environment(String commandLine, String sentence) {
        GateHarness.Outcome outcome = GateHarness.run("", commandLine.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(sentence).doesNotContain("event", "environment", "data.");
    }
}
