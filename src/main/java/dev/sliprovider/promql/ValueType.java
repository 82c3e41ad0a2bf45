package dev.sliprovider.promql;

/** What a query or a part of one gives. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    INSTANT_VECTOR("instant vector", "vector"),
    RANGE_VECTOR("range vector", "matrix"),
    STRING("string", "string");

    private final String words;
    private final String wire;

    ValueType(String words, String wire) {
        this.words = words;
        this.wire = wire;
    }

    /** @return the name that the documentation of Prometheus uses, such as {@code instant vector} */
    public String words() {
        return words;
    }

    /** @return the name that the API of Prometheus uses, such as {@code vector} */
    public String wire() {
        return wire;
    }
}
