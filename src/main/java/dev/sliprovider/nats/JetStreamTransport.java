package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Durable consumers on Keptn's stream: events that are sent while no replica runs are answered later (contract §2.5). */
@Singleton
final class JetStreamTransport implements Transport {

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final NatsOutbox outbox;
    private final StreamConsumers consumers;
    private final Subscriptions subscriptions;

    JetStreamTransport(
            JetStreamConfig config,
            NatsConnection connection,
            NatsOutbox outbox,
            StreamConsumers consumers,
            Subscriptions subscriptions) {
        this.config = config;
        this.connection = connection;
        this.outbox = outbox;
        this.consumers = consumers;
        this.subscriptions = subscriptions;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.JETSTREAM;
    }

    @Override
    public void start() {
        outbox.open(consumers);
        connection.open(() -> {});
        consumers.start();
        subscriptions.onChange(consumers::want);
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        if (!answer.type().isFinished() || !consumers.isRedelivered(answer)) {
            return outbox.send(answer);
        }
        // Two replicas that finish at the same time would not find each other's answers, so a redelivered event waits.
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 1500));
        return Uni.createFrom().voidItem().onItem().delayIt().by(pause).flatMap(waited -> outbox.send(answer));
    }

    @Override
    public Optional<String> trouble() {
        return connection.trouble().or(consumers::trouble);
    }

    @Override
    public void stopIntake() {
        consumers.stopPulling();
    }

    @Override
    public void close() {
        outbox.close();
        consumers.close();
        connection.close();
    }

    @Override
    public String describe() {
        return "from the stream " + config.stream() + " of NATS at " + connection.describe() + ", consumers "
                + consumers.describe();
    }
}
