package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Events that were delivered and are not answered yet, each with its newest delivery, which has to be acknowledged. */
final class InFlightDeliveries {

    private static final Logger LOG = Logger.getLogger(InFlightDeliveries.class);

    /** A sequence number alone is ambiguous: a server that has lost messages, or a new stream, assigns it a second time. */
    record Key(long sequence, String id) {}

    /**
     * A delivery of an event.
     *
     * @param message the message
     * @param since time of its arrival, on the clock of {@link System#nanoTime()}
     * @param epoch the connection over which it arrived
     */
    record Delivery(Key key, Message message, long since, long epoch) {

        static Delivery of(KeptnEvent event, Message message, long epoch) {
            return new Delivery(
                    new Key(message.metaData().streamSequence(), event.id()), message, System.nanoTime(), epoch);
        }

        String id() {
            return key.id();
        }

        boolean isRedelivered() {
            return message.metaData().deliveredCount() > 1;
        }

        /** @return whether another replica may have got the event, before or after this one */
        boolean isShared(Duration unreported, long currentEpoch) {
            return isRedelivered() || epoch != currentEpoch || System.nanoTime() - since > unreported.toNanos();
        }
    }

    private final Map<Key, Delivery> deliveries = new ConcurrentHashMap<>();
    /** The event that a sequence number identifies now. */
    private final Map<Long, Key> current = new ConcurrentHashMap<>();

    int size() {
        return deliveries.size();
    }

    /** @return whether the event was in flight already; this delivery then replaces the older one */
    boolean renew(Delivery newest) {
        return deliveries.computeIfPresent(newest.key(), (key, older) -> newest) != null;
    }

    /** Adds an event. An earlier event with the same sequence number is no longer in the stream. */
    void begin(Delivery first) {
        deliveries.put(first.key(), first);
        current.put(first.key().sequence(), first.key());
    }

    /**
     * Ends an event; nothing happens if it has ended before.
     *
     * @param reply sent to the server, unless the sequence number identifies another event by now
     */
    void end(Key key, Consumer<Message> reply) {
        Delivery newest = deliveries.remove(key);
        if (newest != null && current.remove(key.sequence(), key)) {
            send(reply, newest.message());
        }
    }

    /** @return the events of this answer: two if the same event is in the stream twice */
    Stream<Delivery> answeredBy(KeptnEvent answer) {
        String id = answer.triggeredid().orElse("");
        return deliveries.values().stream().filter(delivery -> delivery.id().equals(id));
    }

    /** Reports all of them to the server as in progress, so that it does not deliver them again. */
    void reportProgress() {
        deliveries.values().stream()
                .filter(delivery ->
                        delivery.key().equals(current.get(delivery.key().sequence())))
                .forEach(delivery -> send(Message::inProgress, delivery.message()));
    }

    /** The server delivers the event again if the reply does not arrive. */
    private static void send(Consumer<Message> reply, Message message) {
        try {
            reply.accept(message);
        } catch (IllegalStateException e) {
            LOG.debugf("NATS: %s", e);
        }
    }
}
