package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.nats.NatsOutbox.PublishedAnswers;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Durable consumers on Keptn's stream: events that arrive while no replica runs are answered later (contract §2.5). */
@Singleton
final class JetStreamTransport implements Transport, PublishedAnswers {

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final NatsOutbox outbox;
    private final StreamConsumers consumers;
    private final AnsweredEvents answered;

    JetStreamTransport(
            JetStreamConfig config,
            NatsConnection connection,
            NatsOutbox outbox,
            StreamConsumers consumers,
            AnsweredEvents answered) {
        this.config = config;
        this.connection = connection;
        this.outbox = outbox;
        this.consumers = consumers;
        this.answered = answered;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.JETSTREAM;
    }

    @Override
    public void start() {
        new JetStreamSettings(config).check();
        outbox.open(this);
        connection.open(() -> {});
        consumers.start();
    }

    @Override
    public boolean mayInclude(KeptnEvent answer) {
        return consumers.deliveries().anyMatch(deliveries -> deliveries.mayBeAnswered(answer));
    }

    @Override
    public boolean include(KeptnEvent answer) throws IOException, InterruptedException {
        return answered.include(answer);
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        boolean isRedelivered = consumers.deliveries().anyMatch(deliveries -> deliveries.isRedelivered(answer));
        if (!answer.type().equals(EventType.GET_SLI_FINISHED) || !isRedelivered) {
            return outbox.send(answer);
        }
        // Replicas that finish at the same moment would not find each other's answers, so the later one waits.
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
