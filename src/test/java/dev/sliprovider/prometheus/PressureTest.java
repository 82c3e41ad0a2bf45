package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PressureTest {

    private final AtomicLong now = new AtomicLong();
    private final InFlightLimit limit = new InFlightLimit(16, now::get);
    private final List<UniEmitter<? super String>> running = new ArrayList<>();

    @Test
    void under_pressure_half_as_many_run_and_never_none() {
        List<Integer> allowed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            limit.lower();
            allowed.add(limit.allowed());
            pass(Duration.ofSeconds(2));
        }
        assertThat(allowed).containsExactly(8, 4, 2, 1, 1, 1);
    }

    @Test
    void queries_that_are_given_up_leave_half_of_the_places() {
        for (int i = 0; i < 4; i++) {
            limit.lowerToHalf();
            assertThat(limit.allowed()).isEqualTo(8);
            pass(Duration.ofSeconds(2));
        }
        limit.lower();
        limit.lowerToHalf();
        assertThat(limit.allowed()).isEqualTo(4);
    }

    @Test
    void many_words_of_the_same_pressure_are_one() {
        assertThat(limit.lower()).isTrue();
        assertThat(limit.lower()).isFalse();
        assertThat(limit.allowed()).isEqualTo(8);
    }

    @Test
    void without_pressure_twice_as_many_run_every_ten_seconds() {
        for (int i = 0; i < 4; i++) {
            limit.lower();
            pass(Duration.ofSeconds(1));
        }
        List<Integer> allowed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            allowed.add(limit.allowed());
            pass(Duration.ofSeconds(10));
        }
        assertThat(allowed).containsExactly(1, 2, 4, 8, 16, 16);
        pass(Duration.ofDays(1));
        assertThat(limit.allowed()).isEqualTo(16);
    }

    @Test
    void what_runs_already_goes_on_and_what_waits_waits_longer() {
        for (int i = 0; i < 20; i++) {
            limit.run(
                            new FairShare("bookshop", Deadline.in(Duration.ofHours(1))),
                            Uni.createFrom().<String>emitter(running::add))
                    .subscribe()
                    .with(done -> {});
        }
        assertThat(running).hasSize(16);
        limit.lower();
        for (int i = 0; i < 8; i++) {
            running.get(i).complete("done");
        }
        assertThat(running).as("8 still run").hasSize(16);
        running.get(8).complete("done");
        assertThat(running).hasSize(17);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
