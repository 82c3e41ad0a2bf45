package dev.sliprovider.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.polling.DeliveryHistory.Fate;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DeliveryHistoryTest {

    private static final Feed FEED = new Feed("bookshop", EventType.triggered("test"));
    private static final Feed OTHER = new Feed("library", EventType.triggered("test"));
    private static final Duration LONG = Duration.ofHours(1);
    private final StoredEvent event = new StoredEvent(ExampleEvent.usual(), 100);

    @Test
    void an_event_is_new_until_it_is_delivered() {
        var history = new DeliveryHistory(LONG, LONG);
        assertThat(history.isNew(event.id())).isTrue();
        history.add(event.id());
        assertThat(history.isNew(event.id())).isFalse();
        assertThat(history.due(FEED)).isEmpty();
    }

    @Test
    void an_event_that_was_not_answered_is_due_after_a_pause_in_its_own_feed_until_it_is_delivered_again() {
        var history = new DeliveryHistory(Duration.ofMillis(20), LONG);
        history.add(event.id());
        assertThat(history.retry(FEED, event)).isEqualTo(Fate.RETRIED);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !history.due(FEED)
                .isEmpty());
        assertThat(history.due(FEED)).containsExactly(event);
        assertThat(history.due(OTHER)).isEmpty();

        history.add(event.id());
        assertThat(history.due(FEED)).isEmpty();
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
