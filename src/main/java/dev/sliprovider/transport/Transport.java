package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Passes received events to the {@link EventGate} and sends answers. */
public interface Transport {

    /** @return the kind, by which the configuration chooses a transport */
    TransportKind kind();

    /**
     * Begins to receive events. If a server is unavailable, the transport retries until it is available.
     *
     * @throws IllegalArgumentException if the settings cannot be used
     */
    void start();

    /**
     * Sends one answer. Answers to one event are sent one after the other; answers to different events concurrently.
     *
     * @return completes when the answer is delivered; for a {@code started} event possibly before. Fails if the answer cannot
     *     be delivered; it has been reported to {@link UndeliveredAnswers} then
     */
    Uni<Void> send(KeptnEvent answer);

    /** @return why no events can arrive; empty if they can */
    Optional<String> trouble();

    /** The process shuts down: receives no more events. All received events are in the {@link EventGate} when this returns. */
    void stopIntake();

    /** All events are answered, or the time for that is over: closes connections and reports undelivered answers. */
    void close();

    /** @return the source of the events, as a phrase without secrets */
    String describe();
}
