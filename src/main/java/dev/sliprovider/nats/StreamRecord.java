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
import io.nats.client.OrderedConsumerContext;
import io.nats.client.api.OrderedConsumerConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What Keptn's stream remembers of the answers that went out, whoever sent them and however that one ended. */
@Singleton
class StreamRecord {

    private static final int BATCH = 200;
    /** Milliseconds without a message after which there is none. */
    private static final long NO_MORE = 1000;

    private final JetStreamConfig config;
    private final NatsConnection connection;

    StreamRecord(JetStreamConfig config, NatsConnection connection) {
        this.config = config;
        this.connection = connection;
    }

    /** Whether the event that this one answers has a finished event in the stream. */
    boolean has(KeptnEvent answer) throws IOException, InterruptedException {
        return answer.type().equals(EventType.GET_SLI_FINISHED)
                && isAnswered(
                        answer.triggeredid().orElse(""),
                        ZonedDateTime.now(ZoneOffset.UTC).minus(config.maxAge()).minus(config.maxAge()));
    }

    /**
     * @param id of an event
     * @param since when the event was sent, or before
     * @throws IOException if the stream cannot be asked
     */
    boolean isAnswered(String id, ZonedDateTime since) throws IOException, InterruptedException {
        Optional<Connection> open = connection.current();
        if (open.isEmpty()) {
            throw new IOException("NATS is away");
        }
        try {
            OrderedConsumerContext answers = open.get()
                    .getStreamContext(config.stream())
                    .createOrderedConsumer(new OrderedConsumerConfiguration()
                            .filterSubject(EventType.GET_SLI_FINISHED.name())
                            .startTime(since));
            while (true) {
                FetchConsumer batch = answers.fetch(FetchConsumeOptions.builder()
                        .maxMessages(BATCH)
                        .noWaitExpiresIn(NO_MORE)
                        .build());
                int read = 0;
                for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                    read++;
                    if (answers(message, id)) {
                        batch.stop();
                        return true;
                    }
                }
                if (read < BATCH) {
                    return false;
                }
            }
        } catch (JetStreamApiException | JetStreamStatusCheckedException | IllegalStateException e) {
            throw new IOException("the stream " + config.stream() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean answers(Message message, String id) {
        try {
            return EventFormat.readFromBus(message.getData())
                    .triggeredid()
                    .filter(id::equals)
                    .isPresent();
        } catch (InvalidEventException e) {
            return false;
        }
    }
}
