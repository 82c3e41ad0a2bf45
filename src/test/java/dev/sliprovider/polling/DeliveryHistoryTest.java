package dev.sliprovider.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.polling.DeliveryHistory.Fate;
import dev.sliprovider.waiting.Eventually;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryHistoryTest {

    private static final Feed FEED = new Feed("bookshop", EventType.triggered("test"));
    private static final Feed OTHER = new Feed("library", EventType.triggered("test"));
    private static final Instant TIME = Instant.parse("2026-11-30T10:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);
    private final StoredEvent event = new StoredEvent(ExampleEvent.usual(), TIME, 100);

    @Test
    void an_event_is_new_until_it_is_delivered() {
        var history = new DeliveryHistory(LONG, LONG);
        assertThat(history.isWanted(event.id())).isTrue();
        history.add(event.id());
        assertThat(history.isWanted(event.id())).isFalse();
        assertThat(history.earliestDue(FEED)).isEmpty();
    }

    @Test
    void an_event_that_was_not_answered_is_due_after_a_pause_in_its_own_feed_until_it_is_delivered_again() {
        var history = new DeliveryHistory(Duration.ofMillis(200), LONG);
        history.add(event.id());
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.RETRIED);
        assertThat(history.isWanted(event.id())).isFalse();
        Eventually.await().until(() -> !history.earliestDue(FEED).isEmpty());
        assertThat(history.isWanted(event.id())).isTrue();
        assertThat(history.earliestDue(FEED)).contains(TIME);
        assertThat(history.earliestDue(OTHER)).isEmpty();

        history.add(event.id());
        assertThat(history.earliestDue(FEED)).isEmpty();
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.RETRIED_AGAIN);
    }

    @Test
    void an_event_is_given_up_after_three_deliveries_if_its_answer_is_refused_for_good() {
        var history = new DeliveryHistory(LONG, LONG);
        history.add(event.id());
        history.refusedForGood(event.id());
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.RETRIED);
        history.add(event.id());
        history.add(event.id());
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.GIVEN_UP);
    }

    @Test
    void an_event_is_given_up_when_patience_is_over() {
        var history = new DeliveryHistory(LONG, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            history.add(event.id());
        }
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.GIVEN_UP);
    }
}
