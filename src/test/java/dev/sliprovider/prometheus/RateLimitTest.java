package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final RateLimit limit = new RateLimit(10, now::get);

    @Test
    void a_second_s_worth_is_let_through_at_once_and_then_evenly() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.reserve()).isEqualTo(Duration.ZERO);
        }
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(100));
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(200));
        now.addAndGet(Duration.ofMillis(250).toNanos());
        assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void what_was_not_used_before_the_last_second_is_gone() {
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 10; i++) {
            assertThat(limit.reserve()).isEqualTo(Duration.ZERO);
        }
        assertThat(limit.reserve()).isPositive();
    }

    @Test
    void zero_is_no_limit() {
        var none = new RateLimit(0, now::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(none.reserve()).isEqualTo(Duration.ZERO);
        }
    }
}
