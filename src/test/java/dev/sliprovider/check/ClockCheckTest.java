package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.ServerClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the time of a server means. */
class ClockCheckTest {

    private static final Instant BEGAN = Instant.parse("2024-03-05T09:00:00.500Z");

    @ParameterizedTest
    @CsvSource({
        // The server cuts off the fraction of its second.
        "2024-03-05T09:00:00Z, 100, PT0S",
        // A slow answer: the server may have written its time at any moment of it.
        "2024-03-05T09:00:00Z, 9000, PT0S",
        "2024-03-05T09:00:09Z, 9000, PT0S",
        "2024-03-05T09:00:10Z, 9000, PT0.5S",
        "2024-03-05T09:01:00Z, 500, PT59S",
        "2024-03-05T08:59:59Z, 100, PT-0.5S",
        "2024-03-05T08:58:00Z, 100, PT-1M-59.5S"
    })
    void only_what_the_request_cannot_explain_is_skew(Instant date, long took, Duration skew) {
        assertThat(ServerClock.skew(date, BEGAN, BEGAN.plusMillis(took))).isEqualTo(skew);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT0S    | OK      | equal to ours within a second
                    PT5S    | OK      | the server's clock is 5000 ms ahead of ours
                    PT5.1S  | WARNING | the server's clock is 5100 ms ahead of ours
                    PT-60S  | WARNING | the server's clock is 60 s behind ours
                    PT60.1S | FAILED  | the server's clock is 60 s ahead of ours
                    PT-2M   | FAILED  | the server's clock is 120 s behind ours
                    """)
    void above_5_s_it_is_a_warning_and_above_60_s_a_failure(Duration skew, Outcome outcome, String text) {
        StepResult finding = ClockCheck.finding(skew);

        assertThat(finding.outcome()).isEqualTo(outcome);
        assertThat(finding.text()).isEqualTo(text);
        assertThat(finding.remedy().isEmpty()).isEqualTo(outcome == Outcome.OK);
    }
}
