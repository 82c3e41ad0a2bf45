package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.nats.InFlightDeliveries.Delivery;
import dev.sliprovider.nats.InFlightDeliveries.Key;
import dev.sliprovider.task.Listener;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.Work;
import dev.sliprovider.transport.EventGate;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Events that one consumer has delivered for one task or listener. They are acknowledged after they are answered, reported
 * as in progress until then, and returned to the stream if they cannot be answered.
 */
final class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Duration REDELIVERY = Duration.ofSeconds(10);
    private static final int REPORTS_PER_WAIT = 3;

    /**
     * The first deliveries that may be answered nevertheless: a killed server loses the last deliveries and
     * acknowledgements, and a consumer that is created again has lost all of them.
     *
     * @param upTo last sequence number of the stream when the consumer was checked
     * @param epoch the connection of the check; all events that arrive over a later one are in doubt
     */
    private record Doubt(long upTo, long epoch) {

        boolean covers(Delivery delivery) {
            return delivery.key().sequence() <= upTo || isLater(delivery);
        }

        boolean isLater(Delivery delivery) {
            return delivery.epoch() != epoch;
        }
    }

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final AnsweredEvents answered;
    private final EventGate gate;
    private final Work work;
    private final InFlightDeliveries inFlight = new InFlightDeliveries();
    private volatile Doubt doubt = new Doubt(0, 0);

    /** @param work the task or listener that handles the events */
    Deliveries(JetStreamConfig config, NatsConnection connection, AnsweredEvents answered, EventGate gate, Work work) {
        this.config = config;
        this.connection = connection;
        this.answered = answered;
        this.gate = gate;
        this.work = work;
    }

    /** @return the time between two reports of progress */
    static Duration reportInterval(JetStreamConfig config) {
        return config.ackWait().dividedBy(REPORTS_PER_WAIT);
    }

    /** @return how many events are in flight */
    int inFlight() {
        return inFlight.size();
    }

    /** Reports all events in flight to the server as in progress. */
    void reportProgress() {
        inFlight.reportProgress();
    }

    /**
     * Looks up all first deliveries up to this one before they are answered.
     *
     * @param sequence last sequence number of the stream
     * @param epoch the current connection
     */
    void doubtUpTo(long sequence, long epoch) {
        doubt = new Doubt(sequence, epoch);
    }

    /** @return whether another replica that got the event before or after this one may have published the answer */
    boolean mayBeAnswered(KeptnEvent answer) {
        Duration unreported = reportInterval(config);
        long epoch = connection.connectionEpoch();
        return isOurs(answer) && inFlight.answeredBy(answer).anyMatch(delivery -> delivery.isShared(unreported, epoch));
    }

    /** @return whether another replica got the event before, and may be handling it now */
    boolean isRedelivered(KeptnEvent answer) {
        return isOurs(answer) && inFlight.answeredBy(answer).anyMatch(Delivery::isRedelivered);
    }

    private boolean isOurs(KeptnEvent answer) {
        return switch (work) {
            case Task task -> task.source().equals(answer.source());
            case Listener listener -> false;
        };
    }

    /** @return how many more events can be handled now */
    int room() {
        return gate.places(work.name());
    }

    /** Passes one delivery to the gate, unless the event is too old, in flight, or answered already. */
    void take(Message message) throws InterruptedException {
        Optional<KeptnEvent> event = gate.decode(message.getData());
        if (event.isEmpty()) {
            message.ack();
        } else {
            take(event.get(), message);
        }
    }

    private void take(KeptnEvent event, Message message) throws InterruptedException {
        var delivery = Delivery.of(event, message, connection.connectionEpoch());
        ZonedDateTime sent = message.metaData().timestamp();
        Duration age = Duration.between(sent, ZonedDateTime.now());
        if (age.compareTo(config.maxAge()) > 0) {
            LOG.warnf(
                    "dropped an event that has been in the stream for %d s (sli-provider.jetstream.max-age): %s",
                    age.toSeconds(), OneLine.of(delivery.id()));
            message.ack();
            return;
        }
        if (inFlight.renew(delivery)) {
            message.inProgress();
            return;
        }
        try {
            if (isInDoubt(delivery) && isAnswered(event, sent)) {
                LOG.debugf("event %s is answered already", OneLine.of(delivery.id()));
                message.ack();
                return;
            }
        } catch (IOException e) {
            String doubt = delivery.isRedelivered() ? "was delivered before" : "may have been answered before";
            if (isPostponed(delivery, e)) {
                LOG.warnf(
                        "event %s %s, and whether it is answered cannot be determined; it is postponed: %s",
                        OneLine.of(delivery.id()), doubt, e.getMessage());
                message.nakWithDelay(REDELIVERY);
                return;
            }
            LOG.warnf(
                    "event %s %s, and whether it is answered cannot be determined; it is answered, perhaps again: %s",
                    OneLine.of(delivery.id()), doubt, e.getMessage());
        }
        accept(event, delivery);
    }

    /** No answer shows whether a listener has handled an event, so it gets an event in doubt again. */
    private boolean isAnswered(KeptnEvent event, ZonedDateTime sent) throws IOException, InterruptedException {
        return switch (work) {
            case Task task -> answered.isAnswered(task, event, sent);
            case Listener listener -> false;
        };
    }

    private boolean isInDoubt(Delivery delivery) {
        return delivery.isRedelivered() || doubt.covers(delivery);
    }

    /** @return false if waiting does not help and the event is most likely not answered, and on the last delivery */
    private boolean isPostponed(Delivery delivery, IOException why) {
        boolean isHopeless =
                why instanceof AnswerReader.RefusedException && !delivery.isRedelivered() && !doubt.isLater(delivery);
        return !isHopeless && delivery.message().metaData().deliveredCount() < config.maxDeliver();
    }

    private void accept(KeptnEvent event, Delivery delivery) throws InterruptedException {
        Key key = delivery.key();
        inFlight.begin(delivery);
        boolean taken = false;
        try {
            gate.put(event, delivery.message().getData().length, work.name(), new EventGate.Receipt() {
                @Override
                public void answered() {
                    inFlight.end(key, Message::ack);
                }

                @Override
                public void unanswered() {
                    inFlight.end(key, newest -> newest.nakWithDelay(REDELIVERY));
                }
            });
            taken = true;
        } finally {
            if (!taken) {
                inFlight.end(key, Message::nak);
            }
        }
    }
}
