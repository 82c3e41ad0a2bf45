package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.Inbox;
import dev.sliprovider.transport.Subscriptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One consumer for each type of events that is answered. */
@Singleton
class StreamConsumers {

    private final JetStreamConfig config;
    private final Subscriptions subscriptions;
    private final List<StreamConsumer> all;
    private final List<String> subjects;
    private ScheduledExecutorService reports;

    StreamConsumers(
            JetStreamConfig config,
            EventsConfig events,
            NatsConnection connection,
            Subscriptions subscriptions,
            AnsweredEvents answered,
            Inbox inbox) {
        this.config = config;
        this.subscriptions = subscriptions;
        this.subjects = EventType.ANSWERED.stream().map(EventType::name).toList();
        this.all = subjects.stream()
                .map(subject -> {
                    var deliveries = new Deliveries(config, connection, answered, inbox);
                    return new StreamConsumer(
                            connection,
                            new DurableConsumer(config, subject),
                            deliveries,
                            () -> events.maxInFlight() - deliveries.inFlight());
                })
                .toList();
    }

    void start() {
        long every = Math.max(1, Deliveries.reportInterval(config).toMillis());
        reports = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("nats-progress").factory());
        reports.scheduleWithFixedDelay(
                () -> deliveries().forEach(Deliveries::reportProgress), every, every, TimeUnit.MILLISECONDS);
        subscriptions.onChange(wanted -> {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).want(wanted.contains(subjects.get(i)));
            }
        });
        all.forEach(StreamConsumer::start);
    }

    Stream<Deliveries> deliveries() {
        return all.stream().map(StreamConsumer::deliveries);
    }

    /** @return why events of a type are not pulled, or nothing */
    Optional<String> trouble() {
        return all.stream()
                .map(StreamConsumer::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The process ends: pulls nothing more. */
    void stopPulling() {
        all.forEach(StreamConsumer::stop);
    }

    /** All events are answered: progress is reported no more. */
    void close() {
        reports.shutdownNow();
    }

    /** @return the names of the consumers, for people */
    String describe() {
        return all.stream().map(StreamConsumer::describe).collect(Collectors.joining(", "));
    }
}
