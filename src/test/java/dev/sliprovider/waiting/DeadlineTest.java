package dev.sliprovider.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Deadline FAR = Deadline.in(MINUTE);
    private static final Deadline PASSED = Deadline.in(Duration.ofSeconds(-5));

    @Test
    void what_is_left_is_at_most_the_budget() {
        assertThat(FAR.left()).isBetween(Duration.ofSeconds(30), MINUTE);
    }

    @Test
    void nothing_is_left_of_a_deadline_that_has_passed() {
        assertThat(PASSED.left()).isZero();
    }

    @Test
    void a_wait_is_cut_to_what_is_left() {
        assertThat(FAR.atMost(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
        assertThat(FAR.atMost(Duration.ofHours(1))).isLessThanOrEqualTo(MINUTE);
    }

    @Test
    void a_wait_is_never_shorter_than_a_millisecond() {
        assertThat(PASSED.atMost(MINUTE)).isEqualTo(Duration.ofMillis(1));
        assertThat(FAR.atMost(Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
        assertThat(FAR.atMost(Duration.ofNanos(5))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void a_wait_that_would_end_later_is_not_begun() {
        assertThat(FAR.leaves(Duration.ofSeconds(10))).isTrue();
        assertThat(FAR.leaves(Duration.ofHours(1))).isFalse();
        assertThat(PASSED.leaves(Duration.ZERO)).isFalse();
    }
}
