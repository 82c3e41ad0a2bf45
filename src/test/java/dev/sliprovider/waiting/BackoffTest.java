package dev.sliprovider.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff BRIEF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

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

    @Test
    void thousands_of_retries_end_with_the_first_item() {
        var attempts = new AtomicInteger();
        Uni<Integer> attempt = Uni.createFrom().item(() -> {
            if (attempts.incrementAndGet() <= 2_000) {
                throw new IllegalStateException("not yet");
            }
            return attempts.get();
        });
        Uni<Integer> retried = BRIEF.retry(attempt, 2_000, IllegalStateException.class::isInstance);
        assertThat(retried.await().atMost(Eventually.LIMIT)).isEqualTo(2_001);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 4"})
    void the_failure_of_the_last_attempt_is_told(int retries, int attempts) {
        var made = new AtomicInteger();
        Uni<Integer> attempt = Uni.createFrom().item(() -> {
            throw new IllegalStateException("failure " + made.incrementAndGet());
        });
        Uni<Integer> retried = BRIEF.retry(attempt, retries, failure -> true);
        for (int i = 1; i <= 2; i++) {
            String last = "failure " + i * attempts;
            assertThatThrownBy(() -> retried.await().atMost(Eventually.LIMIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(last);
        }
    }

    @Test
    void what_does_not_pass_is_not_repeated() {
        var made = new AtomicInteger();
        Uni<Integer> attempt = Uni.createFrom().item(() -> {
            throw new IllegalStateException("failure " + made.incrementAndGet());
        });
        Uni<Integer> retried = BRIEF.retry(attempt, 5, failure -> false);
        assertThatThrownBy(() -> retried.await().atMost(Eventually.LIMIT)).hasMessage("failure 1");
    }

    @Test
    void nobody_tries_on_when_nobody_waits() {
        var made = new AtomicInteger();
        Uni<Integer> attempt = Uni.createFrom().item(() -> {
            throw new IllegalStateException("failure " + made.incrementAndGet());
        });
        BRIEF.retry(attempt, 1_000_000, failure -> true)
                .subscribe()
                .with(item -> {}, failure -> {})
                .cancel();
        await().during(Duration.ofMillis(50)).until(() -> made.get() <= 2);
    }
}
