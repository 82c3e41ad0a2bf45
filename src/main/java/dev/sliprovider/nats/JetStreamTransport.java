package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A durable consumer on Keptn's stream: what comes while nobody listens is answered later (contract §2.5). */
@Singleton
final class JetStreamTransport implements Transport {

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final NatsOutbox outbox;
    private final StreamConsumer consumer;
    private final Deliveries deliveries;

    JetStreamTransport(
            JetStreamConfig config,
            NatsConnection connection,
            NatsOutbox outbox,
            StreamConsumer consumer,
            Deliveries deliveries) {
        this.config = config;
        this.connection = connection;
        this.outbox = outbox;
        this.consumer = consumer;
        this.deliveries = deliveries;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.JETSTREAM;
    }

    @Override
    public void start() {
        outbox.open(deliveries);
        connection.open(() -> {});
        consumer.start();
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        if (!answer.type().isFinished() || !deliveries.isDeliveredAgain(answer)) {
            return outbox.send(answer);
        }
        // Replicas that end at the same moment would not find each other's answers: whoever had it later goes second.
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 1500));
        return Uni.createFrom().voidItem().onItem().delayIt().by(pause).flatMap(waited -> outbox.send(answer));
    }

    @Override
    public Optional<String> trouble() {
        return connection.trouble().or(consumer::trouble);
    }

    @Override
    public void stopIntake() {
        consumer.stop();
    }

    @Override
    public void close() {
        outbox.close();
        deliveries.stop();
        connection.close();
    }

    @Override
    public String describe() {
        return "from the stream " + config.stream() + " of NATS at " + connection.describe() + ", consumer "
                + config.consumer();
    }
}
