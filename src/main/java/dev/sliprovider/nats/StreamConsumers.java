package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.nats.NatsOutbox.PublishedAnswers;
import dev.sliprovider.task.Work;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.transport.EventGate;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** All durable consumers: one for each task or listener and each type of its events. */
@Singleton
class StreamConsumers implements PublishedAnswers {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JetStreamConfig config;
    private final WorkRegistry works;
    private final NatsConnection connection;
    private final AnsweredEvents answered;
    private final EventGate gate;
    private volatile List<StreamConsumer> all = List.of();
    private final Worker reports = new Worker("nats-progress", this::reportProgress);

    StreamConsumers(
            JetStreamConfig config,
            WorkRegistry works,
            NatsConnection connection,
            AnsweredEvents answered,
            EventGate gate) {
        this.config = config;
        this.works = works;
        this.connection = connection;
        this.answered = answered;
        this.gate = gate;
    }

    /**
     * Creates the consumers that do not exist yet, and begins to pull the {@link #want wanted} events.
     *
     * @throws IllegalArgumentException if two consumers would have the same name
     */
    void start() {
        DurableConsumer.requireOwnNames(config, works.all());
        all = works.all().stream()
                .flatMap(work -> work.hears().stream()
                        .sorted(Comparator.comparing(EventType::name))
                        .map(type -> consumer(work, type)))
                .toList();
        reports.start();
        all.forEach(StreamConsumer::start);
    }

    private StreamConsumer consumer(Work work, EventType type) {
        return new StreamConsumer(
                connection,
                new DurableConsumer(config, work, type),
                new Deliveries(config, connection, answered, gate, work));
    }

    /** Reports progress, so that the server does not redeliver events that take longer than {@link JetStreamConfig#ackWait}. */
    private void reportProgress() throws InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(1, Deliveries.reportInterval(config).toMillis()));
            all.forEach(consumer -> consumer.deliveries().reportProgress());
        }
    }

    /** @param subjects subscribed types of events */
    void want(Set<String> subjects) {
        all.forEach(consumer -> consumer.want(subjects));
    }

    @Override
    public boolean mayInclude(KeptnEvent answer) {
        return all.stream().anyMatch(consumer -> consumer.deliveries().mayBeAnswered(answer));
    }

    @Override
    public boolean include(KeptnEvent answer) throws IOException, InterruptedException {
        return answered.include(answer);
    }

    /** @return whether another replica got the event before, and may be handling it now */
    boolean isRedelivered(KeptnEvent answer) {
        return all.stream().anyMatch(consumer -> consumer.deliveries().isRedelivered(answer));
    }

    /** @return why the events of a task or listener are not pulled; empty if all are */
    Optional<String> trouble() {
        return all.stream()
                .map(StreamConsumer::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The process shuts down: stops pulling events. */
    void stopPulling() {
        all.forEach(StreamConsumer::stop);
    }

    /** All events are answered: stops reporting progress. */
    void close() {
        reports.stop(PATIENCE);
    }

    /** @return the names of the consumers */
    String describe() {
        return all.stream().map(StreamConsumer::describe).collect(Collectors.joining(", "));
    }
}
