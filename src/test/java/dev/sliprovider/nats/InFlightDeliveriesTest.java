package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.nats.InFlightDeliveries.Delivery;
import dev.sliprovider.nats.InFlightDeliveries.Key;
import io.nats.client.impl.NatsMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightDeliveriesTest {

    private final InFlightDeliveries inFlight = new InFlightDeliveries();
    private final List<String> replies = new ArrayList<>();

    @Test
    void an_event_ends_once() {
        var key = new Key(7, "event");
        inFlight.begin(new Delivery(key, NatsMessage.builder().subject("any").build(), System.nanoTime(), 1));

        inFlight.end(key, message -> replies.add("answered"));
        inFlight.end(key, message -> replies.add("not taken"));

        assertThat(replies).containsExactly("answered");
        assertThat(inFlight.size()).isZero();
    }
}
