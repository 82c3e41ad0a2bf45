package dev.sliprovider.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    private static <T> Uni<T> within(Duration time, Uni<T> read) {
        return read.ifNoItem().after(time).on(Timeouts.clock()).fail();
    }

    @Test
    void what_came_in_time_leaves_nothing_behind() {
        var clock = (ScheduledThreadPoolExecutor) Timeouts.clock();
        int before = clock.getQueue().size();
        for (int i = 0; i < 1_000; i++) {
            within(Duration.ofHours(1), Uni.createFrom().item("read")).await().indefinitely();
        }
        assertThat(clock.getQueue()).hasSize(before);
    }

    @Test
    void what_does_not_come_fails_and_goes_on_elsewhere_than_on_the_clock() {
        var thread = new AtomicReference<String>();
        Uni<String> late = within(Duration.ofMillis(5), Uni.createFrom().<String>nothing())
                .onFailure()
                .invoke(() -> thread.set(Thread.currentThread().getName()));
        assertThatThrownBy(() -> late.await().atMost(Eventually.LIMIT)).isInstanceOf(TimeoutException.class);
        assertThat(thread.get()).isNotNull().isNotEqualTo("timeouts");
    }
}
