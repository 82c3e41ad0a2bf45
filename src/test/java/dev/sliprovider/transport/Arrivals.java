package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An inbox whose events are answered when the test says so. */
public final class Arrivals {

    private final List<Message<byte[]>> came = new CopyOnWriteArrayList<>();
    private final Inbox inbox;

    public Arrivals() {
        EventsConfig config = Given.config();
        inbox = new Inbox(config, Given.all(new Intake(config, new SimpleMeterRegistry())));
        inbox.messages().subscribe().with(came::add);
    }

    public Inbox inbox() {
        return inbox;
    }

    /** @return the ids of all events, in the order of their coming */
    public List<String> ids() {
        return came.stream().map(Arrivals::id).toList();
    }

    public void answered(String id) {
        came.stream()
                .filter(message -> id(message).equals(id))
                .forEach(message -> message.ack().toCompletableFuture().join());
    }

    private static String id(Message<byte[]> message) {
        return EventFormat.readFromBus(message.getPayload()).id();
    }

    /** @return a place for answers that nobody took */
    public static Unsent unsent() {
        return new Unsent(new SimpleMeterRegistry());
    }
}
