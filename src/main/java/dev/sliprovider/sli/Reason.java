package dev.sliprovider.sli;

/** Why an indicator has no value. The constants are the values of the {@code reason} label in the metrics. */
public enum Reason {
    /** No level of sli.yaml defines the indicator and none is built in. */
    UNKNOWN_INDICATOR("unknown indicator"),
    /** The query has a placeholder that nothing defines. */
    UNRESOLVED_PLACEHOLDER("unresolved placeholder"),
    /** A value from the event would change the query at the place of its placeholder. */
    UNSAFE_VALUE("unsafe value"),
    /** The query is empty, longer than the limit, or partly swallowed by a comment. */
    UNUSABLE_QUERY("unusable query"),
    /** The query returned an empty vector. */
    NO_DATA("no data"),
    /** The query returned more than one series. */
    MANY_SERIES("several series"),
    /** The value is NaN. */
    NOT_A_NUMBER("not a number"),
    /** The value is +Inf. */
    POSITIVE_INFINITY("+Inf"),
    /** The value is -Inf. */
    NEGATIVE_INFINITY("-Inf"),
    /** The query returned a range vector. */
    RANGE_VECTOR("range vector"),
    /** The query returned a string. */
    STRING_RESULT("string"),
    /** The query returned a native histogram. */
    NATIVE_HISTOGRAM("native histogram"),
    /** The answer has no body. */
    EMPTY_ANSWER("empty answer"),
    /** The answer is not JSON, for example the HTML page of a login or a proxy. */
    NOT_JSON("answer is not JSON"),
    /** The answer ends in the middle of the JSON. */
    TRUNCATED_ANSWER("truncated answer"),
    /** The answer is JSON, but not that of Prometheus' query API. */
    UNEXPECTED_JSON("unexpected answer"),
    /** The answer is larger than the limit. */
    OVERSIZE_ANSWER("answer too large"),
    /** The server read only a part of the data, and the endpoint requires all of it. */
    PARTIAL_RESPONSE("partial response"),
    /** The time of the sample is not the evaluation time of the query. */
    OTHER_TIME("sample of another time"),
    /** Prometheus cannot parse the query ({@code bad_data}). */
    QUERY_REJECTED("query rejected"),
    /** Prometheus could not evaluate the query ({@code execution} and similar types). */
    QUERY_FAILED("query failed"),
    /** No answer in time. */
    TIMEOUT("timeout"),
    /** There was no connection, or it broke. */
    UNREACHABLE("unreachable"),
    /** HTTP 401 or 403. */
    UNAUTHORIZED("unauthorized"),
    /** HTTP 429. */
    TOO_MANY_REQUESTS("too many requests"),
    /** HTTP 5xx. */
    SERVER_ERROR("server error"),
    /** Another HTTP status outside of 2xx. */
    UNEXPECTED_STATUS("unexpected HTTP status"),
    /** The query returned no number, and sli.yaml says that this does not count. */
    SKIPPED("skipped"),
    /** No query was sent, because the whole task failed before. */
    NOT_RETRIEVED("not retrieved");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** @return the reason for people, in lower case */
    public String words() {
        return words;
    }
}
