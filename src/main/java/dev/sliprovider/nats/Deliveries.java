package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Bounds;
import dev.sliprovider.transport.Inbox;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Events that the stream has delivered: acknowledged once they are answered, reported as under way until then, and
 * given back if they cannot be answered.
 */
@Singleton
class Deliveries implements NatsOutbox.Record {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final int PER_WAIT = 3;

    /**
     * An event that is being answered.
     *
     * @param message the newest delivery of it
     * @param since when it came, on the clock of {@link System#nanoTime()}
     * @param ups the connection that it came over
     */
    private record Delivery(Message message, long since, long ups) {

        boolean isAgain() {
            return message.metaData().deliveredCount() > 1;
        }

        /** Another replica may have it, too: it was delivered before, or may have been since. */
        boolean isShared(Duration ackWait, long upsNow) {
            return isAgain() || ups != upsNow || System.nanoTime() - since > ackWait.toNanos() / PER_WAIT;
        }
    }

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final StreamRecord record;
    private final Inbox inbox;
    private final Map<Long, Delivery> underWay = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();
    private volatile long doubtUpTo;
    private volatile long doubtUnlessUps;
    private ScheduledExecutorService reports;

    Deliveries(JetStreamConfig config, NatsConnection connection, StreamRecord record, Inbox inbox) {
        this.config = config;
        this.connection = connection;
        this.record = record;
        this.inbox = inbox;
    }

    void start() {
        Bounds.positive("sli-provider.jetstream.max-age", config.maxAge());
        Bounds.positive("sli-provider.jetstream.ack-wait", config.ackWait());
        long every = Math.max(1, config.ackWait().toMillis() / PER_WAIT);
        reports = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("nats-reports").factory());
        reports.scheduleWithFixedDelay(this::report, every, every, TimeUnit.MILLISECONDS);
    }

    /** Every delivery is dealt with. */
    void stop() {
        reports.shutdownNow();
    }

    int underWay() {
        return underWay.size();
    }

    /**
     * What is in the stream by now may have been answered, although it is delivered for the first time: a server that was
     * killed has forgotten the last deliveries and acknowledgements, and a consumer that is made again all of them.
     *
     * @param sequence the last of the stream
     * @param ups the connection of now; what comes over a later one is in doubt until this is called again
     */
    void doubtUpTo(long sequence, long ups) {
        doubtUpTo = sequence;
        doubtUnlessUps = ups;
    }

    /** An answer in doubt is looked up before it goes out: a replica that was cut off may not be the only one. */
    @Override
    public boolean doubts(KeptnEvent answer) {
        return deliveryOf(answer)
                .filter(delivery -> delivery.isShared(config.ackWait(), connection.ups()))
                .isPresent();
    }

    private Optional<Delivery> deliveryOf(KeptnEvent answer) {
        return answer.triggeredid().map(sequences::get).map(underWay::get);
    }

    /** @return whether another replica, which had it before, may be answering at this moment */
    boolean isDeliveredAgain(KeptnEvent answer) {
        return deliveryOf(answer).filter(Delivery::isAgain).isPresent();
    }

    @Override
    public boolean has(KeptnEvent answer) throws IOException, InterruptedException {
        return record.has(answer);
    }

    /** Takes one delivery into the inbox, unless it is too old, is under way, or was answered before. */
    void take(Message message) throws InterruptedException {
        NatsJetStreamMetaData metaData = message.metaData();
        Duration age = Duration.between(metaData.timestamp(), ZonedDateTime.now());
        if (age.compareTo(config.maxAge()) > 0) {
            LOG.warnf(
                    "dropped an event that has been in the stream for %d s (sli-provider.jetstream.max-age): %s",
                    age.toSeconds(), id(message));
            message.ack();
            return;
        }
        var again = new Delivery(message, System.nanoTime(), connection.ups());
        if (underWay.computeIfPresent(metaData.streamSequence(), (sequence, first) -> again) != null) {
            message.inProgress();
            return;
        }
        boolean doubtful = again.isAgain() || metaData.streamSequence() <= doubtUpTo || again.ups() != doubtUnlessUps;
        try {
            if (doubtful && record.isAnswered(id(message), metaData.timestamp())) {
                LOG.debugf("event %s was answered before", id(message));
                message.ack();
                return;
            }
        } catch (IOException e) {
            if (metaData.deliveredCount() < config.maxDeliver()) {
                LOG.warnf(
                        "event %s was delivered before, and whether it was answered cannot be told; later again: %s",
                        id(message), e.getMessage());
                message.nakWithDelay(LATER);
                return;
            }
            LOG.warnf("event %s is delivered for the last time and answered, perhaps again", id(message));
        }
        accept(again);
    }

    private void accept(Delivery delivery) throws InterruptedException {
        long sequence = delivery.message().metaData().streamSequence();
        String id = id(delivery.message());
        underWay.put(sequence, delivery);
        sequences.put(id, sequence);
        boolean taken = false;
        try {
            inbox.put(delivery.message().getData(), receipt(sequence, id));
            taken = true;
        } finally {
            if (!taken) {
                end(sequence, id, delivery.message()::nak);
            }
        }
    }

    private Inbox.Receipt receipt(long sequence, String id) {
        return new Inbox.Receipt() {
            @Override
            public void answered() {
                Message newest = underWay.get(sequence).message();
                end(sequence, id, newest::ack);
            }

            @Override
            public void unanswered() {
                Message newest = underWay.get(sequence).message();
                end(sequence, id, () -> newest.nakWithDelay(LATER));
            }
        };
    }

    private void end(long sequence, String id, Runnable word) {
        underWay.remove(sequence);
        sequences.remove(id);
        tell(word);
    }

    private void report() {
        underWay.values().forEach(delivery -> tell(delivery.message()::inProgress));
    }

    /** What the server does not hear, it makes up for by delivering again. */
    private static void tell(Runnable word) {
        try {
            word.run();
        } catch (IllegalStateException e) {
            LOG.debugf("NATS: %s", e);
        }
    }

    private static String id(Message message) {
        try {
            return EventFormat.readFromBus(message.getData()).id();
        } catch (InvalidEventException e) {
            return "";
        }
    }
}
