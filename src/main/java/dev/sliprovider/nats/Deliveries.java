package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.nats.UnderWay.Delivery;
import dev.sliprovider.nats.UnderWay.Key;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.transport.EventGate;
import io.nats.client.Message;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
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

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final StreamRecord record;
    private final EventGate gate;
    private final UnderWay underWay = new UnderWay();
    private volatile long doubtUpTo;
    private volatile long doubtUnlessUps;
    private ScheduledExecutorService reports;

    Deliveries(JetStreamConfig config, NatsConnection connection, StreamRecord record, EventGate gate) {
        this.config = config;
        this.connection = connection;
        this.record = record;
        this.gate = gate;
    }

    void start() {
        Bounds.positive("sli-provider.jetstream.max-age", config.maxAge());
        Bounds.positive("sli-provider.jetstream.ack-wait", config.ackWait());
        long every = Math.max(1, config.ackWait().toMillis() / PER_WAIT);
        reports = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("nats-reports").factory());
        reports.scheduleWithFixedDelay(underWay::report, every, every, TimeUnit.MILLISECONDS);
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
        Duration unreported = config.ackWait().dividedBy(PER_WAIT);
        long ups = connection.ups();
        return underWay.answeredBy(answer).anyMatch(delivery -> delivery.isShared(unreported, ups));
    }

    /** @return whether another replica, which had it before, may be answering at this moment */
    boolean isDeliveredAgain(KeptnEvent answer) {
        return underWay.answeredBy(answer).anyMatch(Delivery::isAgain);
    }

    @Override
    public boolean has(KeptnEvent answer) throws IOException, InterruptedException {
        return record.has(answer);
    }

    /** Hands one delivery to the gate, unless it is too old, is under way, or was answered before. */
    void take(Message message) throws InterruptedException {
        var delivery = Delivery.of(message, connection.ups());
        ZonedDateTime sent = message.metaData().timestamp();
        Duration age = Duration.between(sent, ZonedDateTime.now());
        if (age.compareTo(config.maxAge()) > 0) {
            LOG.warnf(
                    "dropped an event that has been in the stream for %d s (sli-provider.jetstream.max-age): %s",
                    age.toSeconds(), delivery.id());
            message.ack();
            return;
        }
        if (underWay.renew(delivery)) {
            message.inProgress();
            return;
        }
        try {
            if (isInDoubt(delivery) && record.isAnswered(delivery.id(), sent)) {
                LOG.debugf("event %s was answered before", delivery.id());
                message.ack();
                return;
            }
        } catch (IOException e) {
            String doubt = delivery.isAgain() ? "was delivered before" : "may have been answered before";
            if (isPutOff(delivery, e)) {
                LOG.warnf(
                        "event %s %s, and it cannot be told whether it was answered; later again: %s",
                        delivery.id(), doubt, e.getMessage());
                message.nakWithDelay(LATER);
                return;
            }
            LOG.warnf(
                    "event %s %s, and it cannot be told whether it was answered; it is answered, perhaps again: %s",
                    delivery.id(), doubt, e.getMessage());
        }
        accept(delivery);
    }

    private boolean isInDoubt(Delivery delivery) {
        return delivery.isAgain() || delivery.key().sequence() <= doubtUpTo || delivery.ups() != doubtUnlessUps;
    }

    /** Not what was most likely never answered, if waiting does not help; nor what the server delivers for the last time. */
    private boolean isPutOff(Delivery delivery, IOException why) {
        boolean isHopeless =
                why instanceof StreamRecord.RefusedException && !delivery.isAgain() && delivery.ups() == doubtUnlessUps;
        return !isHopeless && delivery.message().metaData().deliveredCount() < config.maxDeliver();
    }

    private void accept(Delivery delivery) throws InterruptedException {
        Key key = delivery.key();
        underWay.begin(delivery);
        boolean taken = false;
        try {
            gate.put(delivery.message().getData(), new EventGate.Receipt() {
                @Override
                public void answered() {
                    underWay.end(key, Message::ack);
                }

                @Override
                public void unanswered() {
                    underWay.end(key, newest -> newest.nakWithDelay(LATER));
                }
            });
            taken = true;
        } finally {
            if (!taken) {
                underWay.end(key, Message::nak);
            }
        }
    }
}
