package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.task.Work;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.StreamContext;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The durable consumer of one task or listener, which all replicas share. It is created if it does not exist. The stream
 * belongs to
 * Keptn and is only read (contract §2.5). A task or listener that hears several types of events has a consumer for each
 * type, because
 * NATS 2.9, which Keptn ships, allows one filter subject for each consumer.
 */
final class DurableConsumer {

    private static final Logger LOG = Logger.getLogger(DurableConsumer.class);
    private static final int NO_CONSUMER = 10014;
    /** Clocks differ, and a consumer may have disappeared some time after it was seen. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JetStreamConfig config;
    private final String subject;
    private final boolean isPredecessorUsed;
    private volatile String name;
    private ZonedDateTime lastSeen;

    /**
     * @param work the task or listener that hears the events
     * @param type of the events
     */
    DurableConsumer(JetStreamConfig config, Work work, EventType type) {
        this.config = config;
        this.subject = type.name();
        this.isPredecessorUsed = type.equals(EventType.triggered(work.name()));
        this.name = name(config, work, type);
    }

    /**
     * The configured name and the name of the task or listener, then the type if there are several. Names cannot contain
     * dots.
     */
    private static String name(JetStreamConfig config, Work work, EventType type) {
        String suffix = work.name() + (work.hears().size() > 1 ? "-" + name(type) : "");
        return config.consumer() + "-" + suffix.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private static String name(EventType type) {
        return type.phase().isEmpty() ? type.name() : type.task() + "-" + type.phase();
    }

    /**
     * Requires a unique name for each consumer: a task or listener with a shared consumer would get only a part of its
     * events.
     *
     * @throws IllegalArgumentException naming two consumers that have the same name, and their events
     */
    static void requireOwnNames(JetStreamConfig config, List<Work> works) {
        var owners = new HashMap<String, String>();
        works.forEach(work -> work.hears().forEach(type -> {
            String owner = work.name() + " for " + type.name();
            String other = owners.putIfAbsent(name(config, work, type), owner);
            if (other != null) {
                throw new IllegalArgumentException("the durable consumers of the work " + other + " and of the work "
                        + owner + " would both be named " + name(config, work, type) + "; rename one of the two");
            }
        }));
    }

    String streamName() {
        return config.stream();
    }

    /** @return the type of its events */
    String subject() {
        return subject;
    }

    /** @return its name; final after the first {@link #bind} */
    String name() {
        return name;
    }

    StreamContext stream(Connection open) throws IOException, JetStreamApiException {
        return open.getStreamContext(config.stream());
    }

    /** The consumer exists now. If it is deleted later, the new one begins at this time. */
    void seen() {
        lastSeen = ZonedDateTime.now();
    }

    /**
     * @return the consumer, with the times of the configuration
     * @throws JetStreamApiException if the stream does not exist
     * @throws IllegalStateException if a consumer of this name exists from which events cannot be pulled
     */
    ConsumerContext bind(Connection open) throws IOException, JetStreamApiException {
        StreamContext stream = stream(open);
        Optional<ConsumerConfiguration> existing = existing(stream);
        existing.ifPresent(this::requireUsable);
        return stream.createOrUpdateConsumer(existing.map(ConsumerConfiguration::builder)
                .orElseGet(this::created)
                .ackWait(config.ackWait())
                .maxDeliver(config.maxDeliver())
                .build());
    }

    /**
     * Earlier versions had one task, whose consumer has the configured name without a suffix. The task with these events
     * continues to use it.
     */
    private Optional<ConsumerConfiguration> existing(StreamContext stream) throws IOException, JetStreamApiException {
        Optional<ConsumerConfiguration> predecessor = !isPredecessorUsed
                ? Optional.empty()
                : find(stream, config.consumer()).filter(consumer -> subject.equals(consumer.getFilterSubject()));
        if (predecessor.isPresent()) {
            name = config.consumer();
            return predecessor;
        }
        return find(stream, name);
    }

    private static Optional<ConsumerConfiguration> find(StreamContext stream, String name)
            throws IOException, JetStreamApiException {
        try {
            return Optional.of(stream.getConsumerInfo(name).getConsumerConfiguration());
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == NO_CONSUMER) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A consumer that was deleted begins again at the time when it was last seen; answered events are skipped. */
    private ConsumerConfiguration.Builder created() {
        var builder = ConsumerConfiguration.builder()
                .durable(name)
                .filterSubject(subject)
                .ackPolicy(AckPolicy.Explicit);
        if (lastSeen == null) {
            return builder.deliverPolicy(DeliverPolicy.New);
        }
        ZonedDateTime from = lastSeen.minus(config.ackWait()).minus(MARGIN);
        LOG.warnf(
                "the consumer %s of the stream %s was deleted; it is created again, for events since %s",
                name, config.stream(), from.truncatedTo(ChronoUnit.SECONDS).toInstant());
        return builder.deliverPolicy(DeliverPolicy.ByStartTime).startTime(from);
    }

    /** A consumer with a limit for one pull is rejected, too, because the server would answer each pull with an error. */
    private void requireUsable(ConsumerConfiguration existing) {
        if (existing.getDeliverSubject() != null
                || existing.getAckPolicy() != AckPolicy.Explicit
                || existing.isHeadersOnly()
                || existing.getMaxBatch() > 0
                || existing.getMaxBytes() > 0
                || !subject.equals(existing.getFilterSubject())) {
            throw new IllegalStateException("it has a consumer " + name
                    + " of another kind (needed is a pull consumer without limits, with explicit acknowledgement, for "
                    + subject + "); delete it, or choose another name in sli-provider.jetstream.durable");
        }
    }
}
