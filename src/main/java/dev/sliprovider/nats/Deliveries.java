package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.sli.Bounds;
import dev.sliprovider.transport.Inbox;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
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
class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final int PER_WAIT = 3;

    private final JetStreamConfig config;
    private final StreamRecord record;
    private final Inbox inbox;
    private final Map<Long, Message> underWay = new ConcurrentHashMap<>();
    private ScheduledExecutorService reports;

    Deliveries(JetStreamConfig config, StreamRecord record, Inbox inbox) {
        this.config = config;
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

    /** Takes one delivery into the inbox, unless it is too old or was answered before. */
    void take(Message message) throws InterruptedException {
        NatsJetStreamMetaData delivery = message.metaData();
        Duration age = Duration.between(delivery.timestamp(), ZonedDateTime.now());
        if (age.compareTo(config.maxAge()) > 0) {
            LOG.warnf(
                    "dropped an event that has been in the stream for %d s (sli-provider.jetstream.max-age): %s",
                    age.toSeconds(), id(message));
            message.ack();
            return;
        }
        try {
            if (delivery.deliveredCount() > 1 && record.isAnswered(id(message), delivery.timestamp())) {
                LOG.debugf("event %s was answered before", id(message));
                message.ack();
                return;
            }
        } catch (IOException e) {
            if (delivery.deliveredCount() >= config.maxDeliver()) {
                LOG.warnf("event %s is delivered for the last time and answered, perhaps again", id(message));
                accept(message);
                return;
            }
            LOG.warnf(
                    "event %s was delivered before, and whether it was answered cannot be told; later again: %s",
                    id(message), e.getMessage());
            message.nakWithDelay(LATER);
            return;
        }
        accept(message);
    }

    private void accept(Message message) throws InterruptedException {
        long sequence = message.metaData().streamSequence();
        underWay.put(sequence, message);
        inbox.put(message.getData(), receipt(sequence, message));
    }

    private Inbox.Receipt receipt(long sequence, Message message) {
        return new Inbox.Receipt() {
            @Override
            public void answered() {
                underWay.remove(sequence);
                tell(message::ack);
            }

            @Override
            public void unanswered() {
                underWay.remove(sequence);
                tell(() -> message.nakWithDelay(LATER));
            }
        };
    }

    private void report() {
        underWay.values().forEach(message -> tell(message::inProgress));
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
