package dev.sliprovider.nats;

import dev.sliprovider.nats.ConsumerState.Stopped;
import dev.sliprovider.nats.ConsumerState.Waiting;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Pulls the events of one durable consumer on its own thread, as many as the task or listener can handle. */
final class StreamConsumer {

    private static final Logger LOG = Logger.getLogger(StreamConsumer.class);
    private static final Duration PULL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(20);
    /**
     * A server needs more time to restart. A pull fails if the server that holds the stream restarts, which may not be the
     * connected server; a restart between two pulls is not noticed.
     */
    private static final Duration RESTART = Duration.ofMillis(100);

    private static final int BATCH = 100;
    private static final int NO_STREAM = 10059;

    private final NatsConnection connection;
    private final DurableConsumer durable;
    private final Deliveries deliveries;
    private final Worker worker;
    private volatile ConsumerState state = new Waiting("not started");
    private volatile boolean isWanted;
    /** The time until which a pull needs no check of the stream, on the clock of {@link System#nanoTime()}. */
    private long trustedUntil;

    StreamConsumer(NatsConnection connection, DurableConsumer durable, Deliveries deliveries) {
        this.connection = connection;
        this.durable = durable;
        this.deliveries = deliveries;
        this.worker = new Worker("nats-jetstream", this::run);
    }

    void start() {
        worker.start();
    }

    /** @param subjects subscribed types of events; events of other types stay in the stream */
    void want(Set<String> subjects) {
        isWanted = subjects.contains(durable.subject());
    }

    String describe() {
        return durable.name();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** @return why no events are pulled; empty if they are */
    Optional<String> trouble() {
        return state.trouble();
    }

    /** Stops pulling events. */
    void stop() {
        synchronized (this) {
            state = new Stopped();
        }
        worker.stop(PAUSE);
    }

    private boolean isStopped() {
        return state instanceof Stopped;
    }

    private void run() throws InterruptedException {
        while (!isStopped()) {
            Optional<Connection> open = connection.await(PULL);
            if (open.isPresent()) {
                pullFrom(open.get());
            }
        }
    }

    private void pullFrom(Connection open) throws InterruptedException {
        try {
            long epoch = connection.connectionEpoch();
            ConsumerContext consumer = durable.bind(open);
            StreamContext stream = durable.stream(open);
            durable.seen();
            bound();
            trustedUntil = System.nanoTime();
            while (!isStopped() && connection.isSameConnection(epoch)) {
                pull(stream, consumer, epoch);
                durable.seen();
            }
        } catch (IOException | JetStreamApiException | JetStreamStatusCheckedException | IllegalStateException e) {
            failed(sentence(e));
            pause(PAUSE);
        }
    }

    private void pull(StreamContext stream, ConsumerContext consumer, long epoch)
            throws InterruptedException, IOException, JetStreamApiException, JetStreamStatusCheckedException {
        int free = Math.min(BATCH, deliveries.room());
        if (free <= 0 || !isWanted) {
            pause(isWanted ? SHORT_PAUSE : PAUSE);
            return;
        }
        long began = System.nanoTime();
        if (began - trustedUntil >= 0) {
            deliveries.doubtUpTo(stream.getStreamInfo().getStreamState().getLastSequence(), epoch);
        }
        int pulled = pull(consumer, free);
        if (pulled == free) {
            trustedUntil = began + RESTART.toNanos();
        }
        if (pulled == 0 && System.nanoTime() - began < PULL.toNanos() / 2) {
            // The library reports a deleted consumer as an empty one.
            consumer.getConsumerInfo();
            pause(SHORT_PAUSE);
        }
    }

    private int pull(ConsumerContext consumer, int most)
            throws InterruptedException, IOException, JetStreamApiException, JetStreamStatusCheckedException {
        FetchConsumer batch = consumer.fetch(FetchConsumeOptions.builder()
                .maxMessages(most)
                .expiresIn(PULL.toMillis())
                .build());
        int pulled = 0;
        try {
            for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                pulled++;
                deliveries.take(message);
            }
        } finally {
            // The server delivers later events to another replica.
            Unchecked.<FetchConsumer>consumer(FetchConsumer::close).accept(batch);
        }
        return pulled;
    }

    private String sentence(Exception e) {
        return e instanceof JetStreamApiException missing && missing.getApiErrorCode() == NO_STREAM
                ? "the stream " + durable.streamName()
                        + " does not exist yet; waiting for Keptn's shipyard-controller to create it"
                : "the stream " + durable.streamName() + " cannot be read: "
                        + String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
    }

    private synchronized void bound() {
        if (state instanceof Waiting) {
            LOG.infof("pulling events from the stream %s as %s", durable.streamName(), durable.name());
        }
        state = state.bound();
    }

    /** Logs each cause once. */
    private synchronized void failed(String why) {
        ConsumerState next = state.failed(why);
        if (!next.equals(state)) {
            LOG.warn(why);
        }
        state = next;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
