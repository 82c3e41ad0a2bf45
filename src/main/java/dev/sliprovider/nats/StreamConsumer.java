package dev.sliprovider.nats;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.Subscriptions;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Pulls events out of Keptn's stream, as many as can be worked on, from a thread of its own. */
@Singleton
class StreamConsumer {

    private static final Logger LOG = Logger.getLogger(StreamConsumer.class);
    private static final Duration PULL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FULL = Duration.ofMillis(20);
    /**
     * No server is killed and back in less. A pull does not outlive the server that has the stream, which need not be the
     * one that we are connected to; but between two pulls that may have happened.
     */
    private static final Duration RESTART = Duration.ofMillis(100);

    private static final int BATCH = 100;
    private static final int NO_STREAM = 10059;
    private static final String NAME = "[A-Za-z0-9_-]{1,200}";

    private final JetStreamConfig config;
    private final EventsConfig events;
    private final NatsConnection connection;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final DurableConsumer durable;
    private volatile Optional<String> trouble = Optional.of("not started");
    private volatile boolean wanted;
    private volatile boolean stopping;
    private long trustedUntil;
    private final Worker worker = new Worker("nats-jetstream", this::run);

    StreamConsumer(
            JetStreamConfig config,
            EventsConfig events,
            NatsConnection connection,
            Subscriptions subscriptions,
            Deliveries deliveries,
            DurableConsumer durable) {
        this.config = config;
        this.events = events;
        this.connection = connection;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.durable = durable;
    }

    /** @throws IllegalArgumentException if the settings cannot be used */
    void start() {
        Bounds.within(1, 1000, "sli-provider.jetstream.max-deliver", config.maxDeliver());
        requireName("sli-provider.jetstream.stream", config.stream());
        requireName("sli-provider.jetstream.durable", config.consumer());
        deliveries.start();
        subscriptions.onChange(subjects -> wanted = !subjects.isEmpty());
        worker.start();
    }

    private static void requireName(String setting, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    setting + " is \"" + name + "\"; only letters, digits, - and _ can be used");
        }
    }

    /** @return what keeps events from being pulled, or nothing */
    Optional<String> trouble() {
        return trouble;
    }

    /** Pulls nothing more. */
    void stop() {
        stopping = true;
        worker.stop(PAUSE);
    }

    private void run() throws InterruptedException {
        while (!stopping) {
            Optional<Connection> open = connection.await(PULL);
            if (open.isPresent()) {
                pullFrom(open.get());
            }
        }
    }

    private void pullFrom(Connection open) throws InterruptedException {
        try {
            long ups = connection.ups();
            ConsumerContext consumer = durable.bind(open);
            StreamContext stream = open.getStreamContext(config.stream());
            durable.seen();
            tell(Optional.empty());
            trustedUntil = System.nanoTime();
            while (!stopping && connection.isStill(ups)) {
                pull(stream, consumer, ups);
                durable.seen();
            }
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | IllegalStateException e) {
            tell(Optional.of(sentence(e)));
            pause(PAUSE);
        }
    }

    private void pull(StreamContext stream, ConsumerContext consumer, long ups)
            throws InterruptedException, IOException, JetStreamApiException, JetStreamStatusCheckedException {
        int free = Math.min(BATCH, events.maxInFlight() - deliveries.underWay());
        if (free <= 0 || !wanted) {
            pause(wanted ? FULL : PAUSE);
            return;
        }
        long began = System.nanoTime();
        if (began - trustedUntil >= 0) {
            deliveries.doubtUpTo(stream.getStreamInfo().getStreamState().getLastSequence(), ups);
        }
        FetchConsumer batch = consumer.fetch(FetchConsumeOptions.builder()
                .maxMessages(free)
                .expiresIn(PULL.toMillis())
                .build());
        int pulled = 0;
        try {
            for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                pulled++;
                deliveries.take(message);
            }
        } finally {
            // What nobody would take any more goes to another replica.
            Unchecked.<FetchConsumer>consumer(FetchConsumer::close).accept(batch);
        }
        if (pulled == free) {
            trustedUntil = began + RESTART.toNanos();
        }
        if (pulled == 0 && System.nanoTime() - began < PULL.toNanos() / 2) {
            // The library takes a consumer that is gone for one that has nothing.
            consumer.getConsumerInfo();
            pause(FULL);
        }
    }

    private String sentence(Exception e) {
        return e instanceof JetStreamApiException missing && missing.getApiErrorCode() == NO_STREAM
                ? "NATS has no stream " + config.stream() + "; Keptn's shipyard-controller creates it, it is waited for"
                : "the stream " + config.stream() + " cannot be read: "
                        + String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
    }

    private void tell(Optional<String> now) {
        if (!now.equals(trouble)) {
            now.ifPresentOrElse(
                    why -> LOG.warn(why),
                    () -> LOG.infof("pulling events from the stream %s as %s", config.stream(), config.consumer()));
            trouble = now;
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
