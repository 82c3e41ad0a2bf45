package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Brings events to the {@link EventGate} and takes answers out. */
public interface Transport {

    /** @return the kind by which it is chosen */
    TransportKind kind();

    /**
     * Begins to take events. A server that is unavailable is tried again until it is there.
     *
     * @throws IllegalArgumentException if the settings cannot be used
     */
    void start();

    /**
     * Sends one answer. Answers of one event are sent one after the other; those of different events at once.
     *
     * @return ends when the answer is out; a {@code started} event may be on its way. Fails if the answer was not taken
     *     and never will be; by then it is logged whole and counted
     */
    Uni<Void> send(KeptnEvent answer);

    /** @return what keeps events from coming in, or nothing */
    Optional<String> trouble();

    /** The process ends: takes nothing new. What was taken is with the {@link EventGate} when this returns. */
    void stopIntake();

    /** Every event is answered: closes connections and logs what could not be sent. */
    void close();

    /** @return where events come from, for people and without secrets */
    String describe();
}
