package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Events that were delivered and are being answered, each with its newest delivery, which the server hears about. */
final class UnderWay {

    private static final Logger LOG = Logger.getLogger(UnderWay.class);

    /** A server that has lost its last messages, or a stream that is made again, gives their sequences to others. */
    record Key(long sequence, String id) {}

    /**
     * An event that is being answered.
     *
     * @param message the newest delivery of it
     * @param since when it came, on the clock of {@link System#nanoTime()}
     * @param ups the connection that it came over
     */
    record Delivery(Key key, Message message, long since, long ups) {

        static Delivery of(Message message, long ups) {
            return new Delivery(
                    new Key(message.metaData().streamSequence(), idOf(message)), message, System.nanoTime(), ups);
        }

        private static String idOf(Message message) {
            try {
                return EventFormat.readFromBus(message.getData(), type -> false).id();
            } catch (InvalidEventException e) {
                return "";
            }
        }

        String id() {
            return key.id();
        }

        boolean isAgain() {
            return message.metaData().deliveredCount() > 1;
        }

        /** Another replica may have it, too: it was delivered before, or may have been since. */
        boolean isShared(Duration unreported, long upsNow) {
            return isAgain() || ups != upsNow || System.nanoTime() - since > unreported.toNanos();
        }
    }

    private final Map<Key, Delivery> deliveries = new ConcurrentHashMap<>();
    private final Map<Long, Key> holders = new ConcurrentHashMap<>();

    int size() {
        return deliveries.size();
    }

    /** @return whether this is a further delivery of an event that is under way; it takes the place of the one before */
    boolean renew(Delivery newest) {
        return deliveries.computeIfPresent(newest.key(), (key, older) -> newest) != null;
    }

    /** From now on the sequence stands for this event: what was under it before is gone from the stream. */
    void begin(Delivery first) {
        deliveries.put(first.key(), first);
        holders.put(first.key().sequence(), first.key());
    }

    /** @param word what the server is to hear, unless the sequence stands for another event by now */
    void end(Key key, Consumer<Message> word) {
        Message newest = deliveries.remove(key).message();
        if (holders.remove(key.sequence(), key)) {
            tell(word, newest);
        }
    }

    /** @return the event that is answered by this; twice if it is twice in the stream */
    Stream<Delivery> answeredBy(KeptnEvent answer) {
        String id = answer.triggeredid().orElse("");
        return deliveries.values().stream().filter(delivery -> delivery.id().equals(id));
    }

    /** Tells the server that all of them are worked on. */
    void report() {
        deliveries.values().stream()
                .filter(delivery ->
                        delivery.key().equals(holders.get(delivery.key().sequence())))
                .forEach(delivery -> tell(Message::inProgress, delivery.message()));
    }

    /** What the server does not hear, it makes up for by delivering again. */
    private static void tell(Consumer<Message> word, Message message) {
        try {
            word.accept(message);
        } catch (IllegalStateException e) {
            LOG.debugf("NATS: %s", e);
        }
    }
}
