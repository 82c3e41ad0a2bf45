package dev.sliprovider.keptn;

/** Whether a task could do its work (contract §1.3). */
public enum Status {
    /** The task did its work; the result says how good the outcome is. */
    SUCCEEDED("succeeded"),
    /** The task could not do its work. */
    ERRORED("errored");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    /** @return as it stands in an event */
    public String wireName() {
        return wireName;
    }
}
