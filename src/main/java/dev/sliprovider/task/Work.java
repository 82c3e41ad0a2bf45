package dev.sliprovider.task;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of work that events ask for. An implementation is a CDI bean; nothing else has to know it. It implements
 * {@link Task} or {@link Listener}.
 */
public sealed interface Work permits Task, Listener {

    /** @return a name that no other work has: letters, digits, dots and dashes. It is the label {@code task} of metrics */
    String name();

    /** @return the exact types of events that it hears; never changes, and empty if the work is switched off */
    Set<EventType> hears();

    /**
     * @param event of a type that it hears
     * @return whether the event is for this work; answers at once. An event that is for no work is ignored. If it throws,
     *     that is a bug: the event counts as failed by this work, and a task is answered as errored
     */
    default boolean isFor(KeptnEvent event) {
        return true;
    }

    /** @return the time from the receipt of an event until the work is given up; without it {@code sli-provider.events.deadline} */
    default Optional<Duration> deadline() {
        return Optional.empty();
    }

    /** @return how many events this work takes at once, at least 1; without it {@code sli-provider.events.max-in-flight} */
    default Optional<Integer> maxInFlight() {
        return Optional.empty();
    }
}
