package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Deadline;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DeadlinePropertiesTest {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    @Property
    void what_is_left_is_never_negative_and_at_most_the_budget(
            @ForAll @LongRange(min = -100_000, max = 10_000_000) long budget) {
        Duration left = Deadline.in(Duration.ofMillis(budget)).left();
        assertThat(left).isBetween(Duration.ZERO, Duration.ofMillis(Math.max(0, budget)));
    }

    @Property
    void a_wait_can_be_waited_for_and_is_longer_than_wanted_only_for_that(
            @ForAll @LongRange(min = -100_000, max = 10_000_000) long budget,
            @ForAll @LongRange(min = 0, max = 20_000_000) long wanted) {
        Duration wait = Deadline.in(Duration.ofMillis(budget)).atMost(Duration.ofMillis(wanted));
        assertThat(wait).isGreaterThanOrEqualTo(MILLISECOND);
        assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(Math.max(1, Math.min(wanted, budget))));
    }

    @Property
    void a_wait_of_the_whole_budget_or_more_is_never_begun(
            @ForAll @LongRange(min = -100_000, max = 10_000_000) long budget,
            @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
        assertThat(Deadline.in(Duration.ofMillis(budget)).leaves(Duration.ofMillis(Math.max(0, budget) + more)))
                .isFalse();
    }
}
