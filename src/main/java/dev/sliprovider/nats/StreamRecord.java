package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import io.nats.client.Connection;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What Keptn's stream remembers of the answers that went out, whoever sent them and however that one ended. It is read
 * on from where the last look ended, so that a crash with many events under way costs one reading.
 */
@Singleton
class StreamRecord implements NatsOutbox.Record {

    private static final int BATCH = 200;
    private static final int MANY = 100_000;

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final Set<String> answered = new HashSet<>();
    private ZonedDateTime since = ZonedDateTime.now(ZoneOffset.UTC).plusYears(1);
    private long next;

    StreamRecord(JetStreamConfig config, NatsConnection connection) {
        this.config = config;
        this.connection = connection;
    }

    /** Nobody else answers what came over core NATS, and nothing is delivered twice. */
    @Override
    public boolean doubts(KeptnEvent answer) {
        return false;
    }

    /** Whether the event that this one answers has a finished event in the stream. */
    @Override
    public boolean has(KeptnEvent answer) throws IOException, InterruptedException {
        Duration longest = config.maxAge().multipliedBy(2);
        return answer.type().equals(EventType.GET_SLI_FINISHED)
                && isAnswered(
                        answer.triggeredid().orElse(""),
                        ZonedDateTime.now(ZoneOffset.UTC).minus(longest));
    }

    /**
     * Whether an event has a finished event in the stream.
     *
     * @param sent when the event came into the stream, or before
     * @throws IOException if the stream cannot be read
     */
    synchronized boolean isAnswered(String id, ZonedDateTime sent) throws IOException, InterruptedException {
        Optional<Connection> open = connection.current();
        if (open.isEmpty()) {
            throw new IOException("NATS is away");
        }
        if (sent.isBefore(since) || answered.size() > MANY) {
            answered.clear();
            since = sent;
            next = 0;
        }
        try {
            readOn(open.get().getStreamContext(config.stream()));
        } catch (JetStreamApiException | JetStreamStatusCheckedException | IllegalStateException e) {
            throw new IOException("the stream " + config.stream() + " cannot be read: " + e.getMessage(), e);
        }
        return answered.contains(id);
    }

    private void readOn(StreamContext stream)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        long last = stream.getStreamInfo().getStreamState().getLastSequence();
        if (next > last + 1) {
            // Another stream of the same name: what the old one had may be asked about all the same.
            next = 0;
        }
        if (next > last) {
            return;
        }
        var answers = stream.createOrderedConsumer(start().filterSubject(EventType.GET_SLI_FINISHED.name()));
        int read = BATCH;
        while (read == BATCH) {
            FetchConsumer batch = answers.fetch(
                    FetchConsumeOptions.builder().maxMessages(BATCH).noWait().build());
            read = 0;
            for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                read++;
                next = message.metaData().streamSequence() + 1;
                triggeredId(message).ifPresent(answered::add);
            }
        }
        next = Math.max(next, last + 1);
    }

    private OrderedConsumerConfiguration start() {
        var start = new OrderedConsumerConfiguration();
        return next == 0
                ? start.deliverPolicy(DeliverPolicy.ByStartTime).startTime(since)
                : start.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(next);
    }

    private static Optional<String> triggeredId(Message message) {
        try {
            return EventFormat.readFromBus(message.getData()).triggeredid();
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
