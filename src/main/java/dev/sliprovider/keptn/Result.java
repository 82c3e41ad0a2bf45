package dev.sliprovider.keptn;

/** How good the outcome of a task is (contract §1.3, §1.7). */
public enum Result {
    /** The outcome is good. */
    PASS("pass"),
    /** The outcome is acceptable, with reservations. */
    WARNING("warning"),
    /** The outcome is not acceptable, or there is none. */
    FAIL("fail");

    private final String wireName;

    Result(String wireName) {
        this.wireName = wireName;
    }

    /** @return as it stands in an event */
    public String wireName() {
        return wireName;
    }
}
