package dev.sliprovider.nats;

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
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The durable consumer of one type of events, which all replicas share. It is created if it does not exist. The stream
 * belongs to Keptn and is only looked up (contract §2.5). There is one consumer for each type, because NATS 2.9, which
 * Keptn ships, allows one filter subject for each consumer.
 */
final class DurableConsumer {

    private static final Logger LOG = Logger.getLogger(DurableConsumer.class);
    private static final int NO_CONSUMER = 10014;
    /** Clocks differ, and a consumer may have disappeared some time after it was seen. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JetStreamConfig config;
    private final String subject;
    private volatile String name;
    private ZonedDateTime lastSeen;

    /** @param subject type of the events */
    DurableConsumer(JetStreamConfig config, String subject) {
        this.config = config;
        this.subject = subject;
        this.name = config.consumer() + "-" + shortened(subject);
    }

    /** @return {@code get-sli} for {@code sh.keptn.event.get-sli.triggered}; names of consumers must not have dots */
    private static String shortened(String subject) {
        return subject.replaceFirst("^sh\\.keptn\\.event\\.", "")
                .replaceFirst("\\.triggered$", "")
                .replaceAll("[^A-Za-z0-9_-]", "-");
    }

    String streamName() {
        return config.stream();
    }

    String subject() {
        return subject;
    }

    /** @return its name, for people; final after the first {@link #bind} */
    String name() {
        return name;
    }

    StreamContext stream(Connection open) throws IOException, JetStreamApiException {
        return open.getStreamContext(config.stream());
    }

    /** The consumer exists at this moment. If it is deleted later, the new one begins here. */
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

    /** Versions before 0.1.0 had one consumer with the configured name as it is; it is used on if it is of this type. */
    private Optional<ConsumerConfiguration> existing(StreamContext stream) throws IOException, JetStreamApiException {
        Optional<ConsumerConfiguration> unsuffixed =
                find(stream, config.consumer()).filter(consumer -> subject.equals(consumer.getFilterSubject()));
        if (unsuffixed.isPresent()) {
            name = config.consumer();
            return unsuffixed;
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

    /** A consumer that was deleted meanwhile begins where it was seen last; answered events are skipped. */
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

    /** A limit on one pull is refused as well: the server would answer each pull with an error. */
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
