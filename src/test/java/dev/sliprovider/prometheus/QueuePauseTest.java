package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.waiting.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueuePauseTest {

    private final AtomicLong now = new AtomicLong();
    private final QueuePause pause = new QueuePause(Duration.ofSeconds(30), now::get);

    @Test
    void without_a_wish_of_the_server_nothing_waits() {
        pause.learn(Kind.TOO_MANY_REQUESTS.failure());
        assertThat(pause.left()).isZero();
    }

    @Test
    void all_queries_wait_as_long_as_the_server_asked_and_not_equally_long() {
        ask(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            assertThat(pause.left()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2500));
        }
        assertThat(pause.left()).isNotEqualTo(pause.left());
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(pause.left()).isZero();
    }

    @Test
    void the_longer_of_two_wishes_counts() {
        ask(Duration.ofSeconds(5));
        ask(Duration.ofSeconds(1));
        assertThat(pause.left()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_wish_of_hours_is_that_of_one_query() {
        ask(Duration.ofHours(2));
        assertThat(pause.left()).isZero();
    }

    @Test
    void a_query_without_the_time_to_wait_is_told_at_once() {
        ask(Duration.ofSeconds(10));
        assertThat(pause.refusal(new FairShare("bookshop", Deadline.in(Duration.ofSeconds(5)))))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Kind.TOO_MANY_REQUESTS));
        assertThat(pause.refusal(new FairShare("bookshop", Deadline.in(Duration.ofSeconds(50)))))
                .isEmpty();
    }

    private void ask(Duration wait) {
        pause.learn(Kind.TOO_MANY_REQUESTS.after(Optional.of(wait), "HTTP 429"));
    }
}
