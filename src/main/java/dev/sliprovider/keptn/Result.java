package dev.sliprovider.keptn;

/** What came of the work (contract §1.3, §1.7). */
public enum Result {
    /** Every requested indicator has a value. */
    PASS("pass"),
    /** Some have, some have not. */
    WARNING("warning"),
    /** None has. */
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
