package dev.sliprovider.keptn;

/** How the work went (contract §1.3). */
public enum Status {
    /** The work was done, whatever came of it. */
    SUCCEEDED("succeeded"),
    /** The work could not be done. */
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
