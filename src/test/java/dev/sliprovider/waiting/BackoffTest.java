package dev.sliprovider.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({"1, 50, 100", "2, 100, 200", "3, 200, 400", "4, 400, 800", "5, 500, 1000", "1000000, 500, 1000"})
    void the_pause_doubles_with_each_failure_up_to_the_longest(int failures, long shortest, long longest) {
        for (int i = 0; i < 200; i++) {
            assertThat(backoff.pause(failures).toMillis()).isBetween(shortest, longest);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2000"})
    void a_first_pause_out_of_bounds_is_refused(long milliseconds) {
        Duration first = Duration.ofMillis(milliseconds);
        assertThatThrownBy(() -> new Backoff(first, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
