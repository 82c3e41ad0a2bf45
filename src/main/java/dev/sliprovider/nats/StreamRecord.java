package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.WorkRegistry;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.StreamState;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Keptn's stream remembers of the answers that went out, whoever sent them and however that one ended. It is read
 * on from where the last look ended, so that a crash with many events under way costs one reading.
 */
@Singleton
class StreamRecord implements NatsOutbox.Record {

    private static final int MANY = 100_000;
    private static final Pattern REFUSED =
            Pattern.compile(NatsTrouble.DENIED + " for Publish to \"\\$JS\\.API\\.CONSUMER\\.(CREATE|MSG\\.NEXT)\\.");

    /** This user may not read the stream, which waiting does not change. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }
    }

    /** A message. Its sequence alone would not tell: a server that was killed, or a new stream, gives it to another one. */
    private record Place(long sequence, ZonedDateTime time) {
        static Place of(Message message) {
            var metaData = message.metaData();
            return new Place(metaData.streamSequence(), metaData.timestamp());
        }
    }

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final WorkRegistry works;
    private final Set<String> answered = new HashSet<>();
    private ZonedDateTime since = ZonedDateTime.now(ZoneOffset.UTC).plusYears(1);
    private Optional<Place> newest = Optional.empty();
    private Optional<Place> end = Optional.empty();

    StreamRecord(JetStreamConfig config, NatsConnection connection, WorkRegistry works) {
        this.works = works;
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
        return answer.type().isFinished()
                && isAnswered(
                        answer.triggeredid().orElse(""),
                        ZonedDateTime.now(ZoneOffset.UTC).minus(longest));
    }

    /**
     * Whether an event has a finished event in the stream.
     *
     * @param sent when the event came into the stream, or before
     * @throws RefusedException if this user may not read the stream
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
        return answered.contains(id);
    }

    /** The server says so beside what was asked, which is then waited for in vain, or looks like nothing. */
    private void requireAllowed() throws RefusedException {
        Optional<String> refusal = connection.trouble().filter(REFUSED.asPredicate());
        if (refusal.isPresent()) {
            throw new RefusedException("the stream " + config.stream() + " cannot be read: " + refusal.get());
        }
    }

    private void readOn(StreamContext stream)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        StreamState state = stream.getStreamInfo().getStreamState();
        var endNow = Optional.of(new Place(state.getLastSequence(), state.getLastTime()));
        if (endNow.equals(end)) {
            return;
        }
        Optional<Place> known = newest;
        if (known.isEmpty() || !known.equals(read(stream, from(known.get())))) {
            // Never read, or what was read last is not where it was: sequences after it may have gone to others, too.
            newest = Optional.empty();
            read(
                    stream,
                    new OrderedConsumerConfiguration()
                            .deliverPolicy(DeliverPolicy.ByStartTime)
                            .startTime(since));
        }
        end = endNow;
    }

    private static OrderedConsumerConfiguration from(Place place) {
        return new OrderedConsumerConfiguration()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(place.sequence());
    }

    /** @return the first answer that was found */
    private Optional<Place> read(StreamContext stream, OrderedConsumerConfiguration start)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        return StreamReading.toTheEnd(
                        stream.createOrderedConsumer(start.filterSubject(
                                works.heard().iterator().next().finished().name())),
                        stream::getStreamInfo,
                        message -> {
                            newest = Optional.of(Place.of(message));
                            triggeredId(message).ifPresent(answered::add);
                        })
                .map(Place::of);
    }

    private static Optional<String> triggeredId(Message message) {
        try {
            return EventFormat.readFromBus(message.getData(), type -> false).triggeredid();
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
