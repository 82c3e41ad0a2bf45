package dev.sliprovider.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.soak.Ledger.Way;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that is gone for good keeps nobody from telling it. */
@Timeout(60)
class TransportLoadTest {

    private final Ledger ledger = new Ledger();
    private final Way way = new Way("bus", new Outages(), Duration.ZERO);

    private TransportLoad lane(TransportLoad.Delivery delivery) {
        return new TransportLoad(way, delivery, ledger, 20, false);
    }

    @Test
    void a_lane_whose_peer_refuses_for_ever_ends() throws Exception {
        var tried = new CountDownLatch(1);
        TransportLoad lane = lane((id, json) -> {
            tried.countDown();
            throw new IOException("nobody listens");
        });
        Instant began = Instant.now();
        lane.start();
        tried.await();

        lane.end(Duration.ofSeconds(1));

        assertThat(lane.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(lane.load(began, began.plusSeconds(10)).isShort()).isTrue();
        assertThat(ledger.open()).isEqualTo(1);
    }

    @Test
    void a_lane_whose_peer_never_answers_is_given_up() throws Exception {
        var tried = new CountDownLatch(1);
        TransportLoad lane = lane((id, json) -> {
            tried.countDown();
            new CountDownLatch(1).await();
        });
        lane.start();
        tried.await();

        lane.end(Duration.ofMillis(100));

        assertThat(lane.awaitEnd(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void what_is_held_is_not_sent_at_the_end() throws Exception {
        TransportLoad lane = lane((id, json) -> {});
        lane.hold();
        lane.start();

        lane.end(Duration.ZERO);

        assertThat(lane.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(ledger.sent()).isZero();
    }

    @Test
    void while_a_way_is_away_at_the_end_nothing_is_due() {
        Instant began = Instant.parse("2026-03-05T09:00:00Z");
        way.outages().begin(began.plusSeconds(30));

        assertThat(lane((id, json) -> {}).load(began, began.plusSeconds(60)).due())
                .isEqualTo(600);
    }

    @Test
    void a_waiting_thread_is_interrupted_only_when_a_process_is_gone() throws Exception {
        var idle = new Guard(List::of, Thread.currentThread());
        // Time in which the guard checks, and must not interrupt.
        Thread.sleep(500);
        idle.stop();
        assertThat(idle.gone()).isEmpty();

        var guard = new Guard(() -> List.of("http"), Thread.currentThread());
        Instant began = Instant.now();
        try {
            // The guard has to interrupt this wait.
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            // Expected.
        }
        guard.stop();

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(guard.gone()).containsExactly("http");
        assertThat(Thread.interrupted()).isFalse();
    }
}
