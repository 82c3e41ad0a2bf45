package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Backoff;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StartedPostsTest {

    /** For an attempt that delays the work for a second and no longer. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(20));

    private final StartedPosts posts = new StartedPosts();
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Throwable> lost = new CopyOnWriteArrayList<>();

    @Test
    void it_is_repeated_until_it_is_accepted_and_the_work_waits_for_the_first_attempt_only() {
        post(event("started", "1"), failing(3)).await().atMost(Eventually.LIMIT);
        assertThat(attempts.get()).isLessThan(4);
        Eventually.await().until(() -> attempts.get() == 4);
        posts.end(event("finished", "1"));
        assertThat(lost).isEmpty();
    }

    @Test
    void nothing_is_sent_after_the_finished_event() {
        post(event("started", "1"), failing(Integer.MAX_VALUE)).await().atMost(Eventually.LIMIT);
        post(event("started", "2"), failing(Integer.MAX_VALUE)).await().atMost(Eventually.LIMIT);
        posts.end(event("finished", "1"));
        posts.end(event("finished", "2"));
        int then = attempts.get();
        // Longer than ten pauses between attempts.
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(attempts.get()).isEqualTo(then);
        assertThat(lost).isEmpty();
    }

    @Test
    void the_finished_event_ends_the_attempts_of_all_events_before_it() {
        post(event("started", "1"), failing(Integer.MAX_VALUE)).await().atMost(Eventually.LIMIT);
        post(event("status.changed", "1"), failing(Integer.MAX_VALUE)).await().atMost(Eventually.LIMIT);
        posts.end(event("finished", "1"));
        int then = attempts.get();
        // Longer than ten pauses between attempts.
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(attempts.get()).isEqualTo(then);
        assertThat(lost).isEmpty();
    }

    @Test
    void an_attempt_without_an_outcome_delays_the_work_for_a_second_and_is_cancelled_by_the_finished_event() {
        var isCancelled = new AtomicBoolean();
        Uni<Void> hanging = Uni.createFrom()
                .<Void>emitter((UniEmitter<? super Void> never) -> attempts.incrementAndGet())
                .onCancellation()
                .invoke(() -> isCancelled.set(true));
        post(event("started", "1"), hanging).await().atMost(SOON);
        assertThat(isCancelled).isFalse();
        posts.end(event("finished", "1"));
        assertThat(isCancelled).isTrue();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void in_the_end_it_is_lost_and_the_work_has_begun_long_before() {
        Uni<Void> all = post(event("started", "1"), failing(Integer.MAX_VALUE));
        all.await().atMost(Eventually.LIMIT);
        Eventually.await().until(() -> !lost.isEmpty());
        assertThat(attempts).hasValue(11);
    }

    private Uni<Void> post(KeptnEvent event, Uni<Void> once) {
        return posts.post(event, once, attempt -> BACKOFF.retry(attempt, 10, failure -> true), lost::add);
    }

    private Uni<Void> failing(int times) {
        return Uni.createFrom()
                .deferred(() -> attempts.incrementAndGet() > times
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IllegalStateException("not now")));
    }

    private static KeptnEvent event(String kind, String triggered) {
        String json = """
                {"specversion": "1.0", "id": "%s-%s", "source": "provider", "type": "sh.keptn.event.get-sli.%s",
                 "shkeptncontext": "c", "triggeredid": "%s", "data": {}}
                """.formatted(kind, triggered, kind, triggered);
        try {
            return EventFormat.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
