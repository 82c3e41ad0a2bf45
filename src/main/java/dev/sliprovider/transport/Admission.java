package dev.sliprovider.transport;

/** What the gate does with an event that is offered to it. */
sealed interface Admission {

    /** It is worked on. */
    record Admitted() implements Admission {}

    /**
     * It is for no work here.
     *
     * @param why for people
     */
    record Ignored(String why) implements Admission {}

    /** An event with this id is being worked on, or was a short time ago. */
    record Duplicate() implements Admission {}

    /**
     * It cannot be worked on now; it may be sent again.
     *
     * @param why for people, without a full stop
     */
    record Refused(String why) implements Admission {}
}
