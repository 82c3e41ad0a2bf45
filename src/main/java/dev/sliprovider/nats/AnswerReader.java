package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the finished events of one task from Keptn's stream. Each lookup continues after the last message that was read. */
final class AnswerReader {

    private static final int MOST_REMEMBERED = 100_000;
    private static final Pattern REFUSED = Pattern.compile(
            NatsErrorListener.DENIED + " for Publish to \"\\$JS\\.API\\.CONSUMER\\.(CREATE|MSG\\.NEXT)\\.");

    /** This user has no permission to read the stream; a retry does not help. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }
    }

    /**
     * Identifies an answer among those of one type.
     *
     * @param triggeredId id of the event that it answers
     * @param source of the answer: several integrations may answer one event
     */
    record Answer(String triggeredId, URI source) {
        static Answer of(KeptnEvent finished) {
            return new Answer(finished.triggeredid().orElse(""), finished.source());
        }
    }

    /** Identifies a message. A sequence number alone is ambiguous: a killed server or a new stream assigns it a second time. */
    private record Position(long sequence, ZonedDateTime time) {
        static Position of(Message message) {
            var metaData = message.metaData();
            return new Position(metaData.streamSequence(), metaData.timestamp());
        }
    }

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final EventType type;
    private final Set<Answer> answers = new HashSet<>();
    private ZonedDateTime since = ZonedDateTime.now(ZoneOffset.UTC).plusYears(1);
    private Optional<Position> newest = Optional.empty();
    private Optional<Position> end = Optional.empty();

    /** @param type of the finished events */
    AnswerReader(JetStreamConfig config, NatsConnection connection, EventType type) {
        this.config = config;
        this.connection = connection;
        this.type = type;
    }

    /**
     * @param sent time at which the triggered event was sent, or earlier
     * @return whether the stream has this answer
     * @throws RefusedException if this user has no permission to read the stream
     * @throws IOException if the stream cannot be read
     */
    synchronized boolean has(Answer answer, ZonedDateTime sent) throws IOException, InterruptedException {
        Optional<Connection> open = connection.current();
        if (open.isEmpty()) {
            throw new IOException("NATS is unavailable");
        }
        if (sent.isBefore(since) || answers.size() > MOST_REMEMBERED) {
            answers.clear();
            since = sent;
            newest = Optional.empty();
            end = Optional.empty();
        }
        requireAllowed();
        try {
            readOn(open.get().getStreamContext(config.stream()));
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | IllegalStateException e) {
            requireAllowed();
            throw new IOException("the stream " + config.stream() + " cannot be read: " + e.getMessage(), e);
        }
        requireAllowed();
        return answers.contains(answer);
    }

    /** The server reports a missing permission separately; the request itself gets no response, or an empty one. */
    private void requireAllowed() throws RefusedException {
        Optional<String> refusal = connection.trouble().filter(REFUSED.asPredicate());
        if (refusal.isPresent()) {
            throw new RefusedException("the stream " + config.stream() + " cannot be read: " + refusal.get());
        }
    }

    private void readOn(StreamContext stream)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        StreamState state = stream.getStreamInfo().getStreamState();
        var endNow = Optional.of(new Position(state.getLastSequence(), state.getLastTime()));
        if (endNow.equals(end)) {
            return;
        }
        Optional<Position> known = newest;
        if (known.isEmpty() || !known.equals(read(stream, from(known.get())))) {
            // Nothing was read yet, or the last message has another sequence number, so later numbers may be reused,
            // too.
            newest = Optional.empty();
            read(
                    stream,
                    new OrderedConsumerConfiguration()
                            .deliverPolicy(DeliverPolicy.ByStartTime)
                            .startTime(since));
        }
        end = endNow;
    }

    private static OrderedConsumerConfiguration from(Position position) {
        return new OrderedConsumerConfiguration()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(position.sequence());
    }

    /** @return the position of the first message */
    private Optional<Position> read(StreamContext stream, OrderedConsumerConfiguration start)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        return StreamReading.toTheEnd(
                        stream.createOrderedConsumer(start.filterSubject(type.name())),
                        stream::getStreamInfo,
                        message -> {
                            newest = Optional.of(Position.of(message));
                            answer(message).ifPresent(answers::add);
                        })
                .map(Position::of);
    }

    private static Optional<Answer> answer(Message message) {
        try {
            return Optional.of(Answer.of(EventFormat.readFromBus(message.getData(), type -> false)));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
