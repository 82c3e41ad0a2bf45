package dev.sliprovider.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentReadsTest {

    private final RecentReads<String, Integer> recent = new RecentReads<>(3);
    private final AtomicInteger reads = new AtomicInteger();
    private final List<UniEmitter<? super Integer>> pending = new ArrayList<>();

    @Test
    void a_value_is_used_again_while_it_is_good() {
        assertThat(get("a", RecentReads.FOR_EVER)).isEqualTo(1);
        assertThat(get("a", RecentReads.FOR_EVER)).isEqualTo(1);
        assertThat(get("b", RecentReads.FOR_EVER)).isEqualTo(2);
    }

    @Test
    void a_value_that_is_good_for_no_time_is_read_again() {
        assertThat(get("a", Duration.ZERO)).isEqualTo(1);
        assertThat(get("a", Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void a_value_expires() {
        assertThat(get("a", Duration.ofMillis(20))).isEqualTo(1);
        Eventually.await()
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(get("a", RecentReads.FOR_EVER)).isEqualTo(2));
    }

    @Test
    void a_read_under_way_is_shared() {
        var seen = new ArrayList<Integer>();
        subscribe("a", seen);
        subscribe("a", seen);
        assertThat(pending).hasSize(1);
        pending.getFirst().complete(7);
        assertThat(seen).containsExactly(7, 7);
    }

    @Test
    void who_stops_waiting_does_not_stop_the_read_of_others() {
        var seen = new ArrayList<Integer>();
        Cancellable impatient = subscribe("a", new ArrayList<>());
        subscribe("a", seen);
        impatient.cancel();
        pending.getFirst().complete(7);
        assertThat(seen).containsExactly(7);
    }

    @Test
    void a_failure_is_shared_by_those_who_wait_and_then_forgotten() {
        var seen = new ArrayList<Integer>();
        subscribe("a", seen);
        subscribe("a", seen);
        pending.getFirst().fail(new IllegalStateException("no"));
        assertThat(seen).containsExactly(-1, -1);
        assertThat(get("a", RecentReads.FOR_EVER)).isEqualTo(1);
    }

    @Test
    void a_read_that_fails_at_once_is_begun_anew() {
        Uni<Integer> failing =
                Uni.createFrom().failure(() -> new IllegalStateException("no " + reads.incrementAndGet()));
        for (int i = 1; i <= 2; i++) {
            String message = "no " + i;
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> now(recent.get("a", failing, read -> RecentReads.FOR_EVER)))
                    .withMessage(message);
        }
    }

    @Test
    void the_least_recently_used_goes_first() {
        get("a", RecentReads.FOR_EVER);
        get("b", RecentReads.FOR_EVER);
        get("c", RecentReads.FOR_EVER);
        get("a", RecentReads.FOR_EVER);
        get("d", RecentReads.FOR_EVER);
        assertThat(reads).hasValue(4);
        assertThat(get("a", RecentReads.FOR_EVER)).isEqualTo(1);
        assertThat(get("c", RecentReads.FOR_EVER)).isEqualTo(3);
        assertThat(get("b", RecentReads.FOR_EVER)).isEqualTo(5);
    }

    @Test
    void a_read_that_was_pushed_out_still_ends_well() {
        var seen = new ArrayList<Integer>();
        subscribe("a", seen);
        get("b", RecentReads.FOR_EVER);
        get("c", RecentReads.FOR_EVER);
        get("d", RecentReads.FOR_EVER);
        pending.getFirst().complete(7);
        assertThat(seen).containsExactly(7);
    }

    @Test
    void nothing_is_read_before_somebody_waits() {
        recent.get("a", reader(), read -> RecentReads.FOR_EVER);
        assertThat(reads).hasValue(0);
    }

    private int get(String key, Duration goodFor) {
        return now(recent.get(key, reader(), read -> goodFor));
    }

    private Uni<Integer> reader() {
        return Uni.createFrom().item(reads::incrementAndGet);
    }

    private static int now(Uni<Integer> uni) {
        return uni.await().atMost(Eventually.LIMIT);
    }

    /** A failure is seen as -1. */
    private Cancellable subscribe(String key, List<Integer> seen) {
        Uni<Integer> slow = Uni.createFrom().emitter(pending::add);
        return recent.get(key, slow, read -> RecentReads.FOR_EVER).subscribe().with(seen::add, failure -> seen.add(-1));
    }
}
