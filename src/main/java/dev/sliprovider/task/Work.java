package dev.sliprovider.task;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A task or a listener: one kind of work for events. An implementation is a CDI bean that implements {@link Task} or
 * {@link Listener}; no other class has to name it.
 */
public sealed interface Work permits Task, Listener {

    /** @return a unique name of letters, digits, dots and dashes. It is the label {@code task} of metrics */
    String name();

    /** @return the exact types of the events to receive; always the same, and empty if the work is switched off */
    Set<EventType> hears();

    /**
     * Decides from the data of an event. Must return quickly. An exception is a bug: the event then counts as failed by this
     * work, and a task is answered as errored.
     *
     * @param event of a type in {@link #hears}
     * @return whether the event is for this work. An event that is for no task or listener is ignored
     */
    default boolean isFor(KeptnEvent event) {
        return true;
    }

    /** @return the time from the receipt of an event until its work is cancelled; default {@code sli-provider.events.deadline} */
    default Optional<Duration> deadline() {
        return Optional.empty();
    }

    /** @return how many events it handles at the same time, at least 1; default {@code sli-provider.events.max-in-flight} */
    default Optional<Integer> maxInFlight() {
        return Optional.empty();
    }
}
