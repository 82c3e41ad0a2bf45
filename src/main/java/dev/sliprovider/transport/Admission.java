package dev.sliprovider.transport;

/** The decision of the gate about an event. */
sealed interface Admission {

    /** The event is accepted. */
    record Admitted() implements Admission {}

    /**
     * No task or listener handles the event.
     *
     * @param why for people
     */
    record Ignored(String why) implements Admission {}

    /** An event with this id is in progress, or was finished a short time ago. */
    record Duplicate() implements Admission {}

    /**
     * The event cannot be accepted now; the client may send it again.
     *
     * @param why for people, without a full stop
     */
    record Refused(String why) implements Admission {}
}
