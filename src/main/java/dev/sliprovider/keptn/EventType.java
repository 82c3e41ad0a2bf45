package dev.sliprovider.keptn;

import java.util.Set;

/**
 * Type of a Keptn event.
 *
 * @param name as it stands in the envelope
 */
public record EventType(String name) {

    /** Asks for indicator values (contract §1.4). */
    public static final EventType GET_SLI_TRIGGERED = new EventType("sh.keptn.event.get-sli.triggered");
    /** Says that the work has begun (contract §1.5). */
    public static final EventType GET_SLI_STARTED = new EventType("sh.keptn.event.get-sli.started");
    /** Carries the values (contract §1.5). */
    public static final EventType GET_SLI_FINISHED = new EventType("sh.keptn.event.get-sli.finished");

    /** The types of events that are answered here. */
    public static final Set<EventType> ANSWERED = Set.of(GET_SLI_TRIGGERED);

    /** @return whether events of this type are answered here; of all others only the envelope is looked at */
    public boolean isAnswered() {
        return ANSWERED.contains(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
