package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitBreakerTest {

    private static final QueryResult GOOD = new QueryResult.Vector(List.of(), List.of());
    private static final QueryResult REFUSED = new Failed(Kind.CONNECTION_REFUSED.failure());
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final CircuitBreaker breaker = new CircuitBreaker(3, OPEN, now::get);

    @Test
    void opens_at_its_threshold_and_says_why() {
        assertThat(breaker.opensBy(REFUSED)).isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(breaker.opensBy(REFUSED)).isFalse();
        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.opensBy(REFUSED)).isTrue();
        assertThat(breaker.isOpen()).isTrue();

        assertThat(breaker.refusal()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
            assertThat(failure.retryAfter()).contains(OPEN.plusMillis(1));
            assertThat(failure.text())
                    .startsWith(
                            "not queried: circuit open after 3 consecutive failures; last failure: the connection was"
                                    + " refused; ")
                    .endsWith("it is queried again in a few seconds");
        });
        assertThat(breaker.opensBy(REFUSED)).as("it is open already").isFalse();
    }

    @Test
    void a_burst_of_failures_in_a_moment_is_left_to_the_repetitions() {
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.opensBy(REFUSED)).isFalse();
        }
        pass(Duration.ofMillis(1999));
        assertThat(breaker.opensBy(REFUSED)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(breaker.opensBy(REFUSED)).isTrue();
    }

    @Test
    void one_success_between_failures_keeps_it_closed() {
        for (int i = 0; i < 10; i++) {
            breaker.opensBy(REFUSED);
            breaker.opensBy(REFUSED);
            breaker.opensBy(GOOD);
            pass(Duration.ofSeconds(1));
        }
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void lets_one_try_after_a_while_and_all_if_that_works() {
        open();
        pass(OPEN.minusMillis(1));
        assertThat(breaker.refusal()).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(breaker.refusal()).as("the try").isEmpty();
        assertThat(breaker.refusal()).as("no second one beside it").isPresent();

        breaker.opensBy(GOOD);
        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void stays_open_if_the_try_fails_and_if_it_is_never_heard_of_again() {
        open();
        pass(OPEN);
        assertThat(breaker.refusal()).isEmpty();
        breaker.opensBy(REFUSED);
        pass(OPEN.minusMillis(1));
        assertThat(breaker.refusal()).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(breaker.refusal()).as("a try that is cancelled").isEmpty();
        pass(OPEN);
        assertThat(breaker.refusal()).as("the next try").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"QUERY_TIMEOUT", "QUERY_REJECTED", "UNAUTHENTICATED", "TOO_MANY_REQUESTS"})
    void what_says_nothing_of_the_server_does_not_count(Kind kind) {
        for (int i = 0; i < 10; i++) {
            breaker.opensBy(new Failed(kind.failure()));
            pass(Duration.ofSeconds(1));
        }
        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void who_comes_while_a_try_is_under_way_waits_for_that_only() {
        open();
        pass(OPEN);
        assertThat(breaker.refusal()).as("the try").isEmpty();
        assertThat(breaker.refusal().flatMap(QueryFailure::retryAfter)).contains(Duration.ofMillis(500));
        breaker.opensBy(GOOD);
        assertThat(breaker.refusal()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNKNOWN_AUTHORITY", "PROXY_FAILED", "NO_ACCESS_TOKEN", "NO_ANSWER_IN_TIME"})
    void what_is_of_whoever_asks_neither_opens_nor_closes_it(Kind kind) {
        for (int i = 0; i < 10; i++) {
            breaker.opensBy(new Failed(kind.failure()));
            pass(Duration.ofSeconds(1));
        }
        assertThat(breaker.refusal()).isEmpty();
        open();
        breaker.opensBy(new Failed(kind.failure()));
        assertThat(breaker.refusal()).isPresent();
    }

    @Test
    void a_threshold_of_0_never_opens() {
        var never = new CircuitBreaker(0, OPEN, now::get);
        for (int i = 0; i < 100; i++) {
            assertThat(never.opensBy(REFUSED)).isFalse();
        }
        assertThat(never.refusal()).isEmpty();
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.opensBy(REFUSED);
            pass(Duration.ofSeconds(1));
        }
        assertThat(breaker.refusal()).isPresent();
        breaker.opensBy(REFUSED);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
