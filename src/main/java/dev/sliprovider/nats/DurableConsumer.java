package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.task.WorkRegistry;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.StreamContext;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** The consumer that all replicas share: found, or made. The stream itself is Keptn's and only looked up (contract §2.5). */
@Singleton
class DurableConsumer {

    private static final Logger LOG = Logger.getLogger(DurableConsumer.class);
    private static final int NO_CONSUMER = 10014;
    /** Clocks differ, and what was seen may have been seen a moment before. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JetStreamConfig config;
    private final WorkRegistry works;
    private ZonedDateTime lastSeen;

    DurableConsumer(JetStreamConfig config, WorkRegistry works) {
        this.config = config;
        this.works = works;
    }

    private EventType heard() {
        return works.heard().iterator().next();
    }

    /** It is there now; should it be gone later, it is made up for from here on. */
    void seen() {
        lastSeen = ZonedDateTime.now();
    }

    /**
     * @return the consumer, with the times of the configuration
     * @throws JetStreamApiException if there is no stream
     * @throws IllegalStateException if there is one of the same name that events cannot be pulled from
     */
    ConsumerContext bind(Connection open) throws IOException, JetStreamApiException {
        StreamContext stream = open.getStreamContext(config.stream());
        return stream.createOrUpdateConsumer(found(stream)
                .ackWait(config.ackWait())
                .maxDeliver(config.maxDeliver())
                .build());
    }

    private ConsumerConfiguration.Builder found(StreamContext stream) throws IOException, JetStreamApiException {
        try {
            ConsumerConfiguration there =
                    stream.getConsumerInfo(config.consumer()).getConsumerConfiguration();
            requireUsable(there);
            return ConsumerConfiguration.builder(there);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != NO_CONSUMER) {
                throw e;
            }
            return beginning(ConsumerConfiguration.builder())
                    .durable(config.consumer())
                    .filterSubject(heard().name())
                    .ackPolicy(AckPolicy.Explicit);
        }
    }

    /** A consumer that was there a moment ago is made up for from that moment on; what was answered is passed over. */
    private ConsumerConfiguration.Builder beginning(ConsumerConfiguration.Builder builder) {
        if (lastSeen == null) {
            return builder.deliverPolicy(DeliverPolicy.New);
        }
        ZonedDateTime from = lastSeen.minus(config.ackWait()).minus(MARGIN);
        LOG.warnf(
                "the consumer %s of the stream %s is gone; it is made again, for events since %s",
                config.consumer(),
                config.stream(),
                from.truncatedTo(ChronoUnit.SECONDS).toInstant());
        return builder.deliverPolicy(DeliverPolicy.ByStartTime).startTime(from);
    }

    /** Limits on what is pulled at once are refused, too: the server would answer every pull with an error. */
    private void requireUsable(ConsumerConfiguration there) {
        if (there.getDeliverSubject() != null
                || there.getAckPolicy() != AckPolicy.Explicit
                || there.isHeadersOnly()
                || there.getMaxBatch() > 0
                || there.getMaxBytes() > 0
                || !heard().name().equals(there.getFilterSubject())) {
            throw new IllegalStateException("it has a consumer " + config.consumer()
                    + " of another kind (needed is one that is pulled without limits and acknowledged one by one, for "
                    + heard()
                    + "); delete it, or choose another name in sli-provider.jetstream.durable");
        }
    }
}
