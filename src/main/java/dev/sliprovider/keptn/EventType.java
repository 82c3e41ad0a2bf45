package dev.sliprovider.keptn;

/**
 * Type of an event. Keptn's own types have the form {@code sh.keptn.event.<task>.<phase>} (contract §1.1). For another form,
 * {@link #task} and {@link #phase} are empty.
 *
 * @param name as in the envelope
 */
public record EventType(String name) {

    private static final String PREFIX = "sh.keptn.event.";
    private static final String TRIGGERED = "triggered";
    private static final String STARTED = "started";
    private static final String FINISHED = "finished";
    private static final String STATUS_CHANGED = "status.changed";

    /** @return the type of the event that asks for a task, such as {@code sh.keptn.event.test.triggered} */
    public static EventType triggered(String task) {
        return new EventType(PREFIX + task + "." + TRIGGERED);
    }

    /** @return the name of the task, for example {@code deployment}; for a sequence with its stage, {@code dev.delivery} */
    public String task() {
        return isOfKeptn() ? name.substring(PREFIX.length(), beforePhase()) : "";
    }

    /** @return the last part of the name, for example {@code triggered}, or {@code status.changed} (contract §1.3) */
    public String phase() {
        return isOfKeptn() ? name.substring(beforePhase() + 1) : "";
    }

    /** @return whether the event asks for a task */
    public boolean isTriggered() {
        return phase().equals(TRIGGERED);
    }

    /** @return whether the event reports the beginning of a task */
    public boolean isStarted() {
        return phase().equals(STARTED);
    }

    /** @return whether the event is the last answer to a {@code triggered} event */
    public boolean isFinished() {
        return phase().equals(FINISHED);
    }

    /** @return the type of the event that reports the beginning of the same task */
    public EventType started() {
        return new EventType(PREFIX + task() + "." + STARTED);
    }

    /** @return the type of the last answer of the same task */
    public EventType finished() {
        return new EventType(PREFIX + task() + "." + FINISHED);
    }

    /** @return the type of the events that report progress of the same task */
    public EventType statusChanged() {
        return new EventType(PREFIX + task() + "." + STATUS_CHANGED);
    }

    private int beforePhase() {
        String end = "." + STATUS_CHANGED;
        return name.endsWith(end) && name.length() > PREFIX.length() + end.length()
                ? name.length() - end.length()
                : name.lastIndexOf('.');
    }

    private boolean isOfKeptn() {
        return name.startsWith(PREFIX) && name.lastIndexOf('.') >= PREFIX.length();
    }

    @Override
    public String toString() {
        return name;
    }
}
