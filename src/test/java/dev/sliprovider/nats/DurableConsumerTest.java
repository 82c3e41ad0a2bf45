package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.Listener;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurableConsumerTest {

    private static final EventType TEST = EventType.triggered("test");

    private final JetStreamConfig config = NatsSettings.as(JetStreamConfig.class, Map.of());

    /** Hears events and does nothing. */
    private record Ear(String name, Set<EventType> hears) implements Listener {
        @Override
        public Uni<Void> hear(KeptnEvent event, Deadline left) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void a_type_that_is_not_of_keptn_is_named_as_a_whole() {
        var one = new EventType("com.example.one");
        var ear = new Ear("ear", Set.of(one, new EventType("com.example.two"), TEST));

        assertThat(new DurableConsumer(config, ear, one).name())
                .isEqualTo("prometheus-sli-provider-ear-com-example-one");
        assertThat(new DurableConsumer(config, ear, TEST).name())
                .isEqualTo("prometheus-sli-provider-ear-test-triggered");
        assertThatCode(() -> DurableConsumer.requireOwnNames(config, List.of(ear)))
                .doesNotThrowAnyException();
    }

    @Test
    void two_works_that_would_share_a_consumer_are_refused_with_both_names() {
        assertThatThrownBy(() -> DurableConsumer.requireOwnNames(
                        config, List.of(new Ear("a.b", Set.of(TEST)), new Ear("a-b", Set.of(TEST)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the durable consumers of the work a.b for sh.keptn.event.test.triggered and of the work a-b"
                                + " for sh.keptn.event.test.triggered would both be named prometheus-sli-provider-a-b;"
                                + " rename one of the two");
    }
}
