package dev.sliprovider.gate;

import dev.sliprovider.sli.Reason;

/** The cause of a missing value, which determines who can correct it. */
public enum MissingValueCause {
    /** Prometheus could not be used: nothing is known about the service. */
    SERVER,
    /** The query of the files cannot be sent, or what it returns is not one number, whatever the service does. */
    FILES,
    /** The query had a result without a usable number: the service has no such data, or the query is wrong. */
    DATA;

    /** @return the cause that a reason belongs to */
    public static MissingValueCause of(Reason reason) {
        return switch (reason) {
            case EMPTY_ANSWER,
                    NOT_JSON,
                    TRUNCATED_ANSWER,
                    UNEXPECTED_JSON,
                    PARTIAL_RESPONSE,
                    TIMEOUT,
                    UNREACHABLE,
                    UNAUTHORIZED,
                    TOO_MANY_REQUESTS,
                    SERVER_ERROR,
                    UNEXPECTED_STATUS,
                    OTHER_TIME,
                    NOT_RETRIEVED -> SERVER;
            case UNKNOWN_INDICATOR,
                    UNRESOLVED_PLACEHOLDER,
                    UNSAFE_VALUE,
                    UNUSABLE_QUERY,
                    QUERY_REJECTED,
                    MANY_SERIES,
                    RANGE_VECTOR,
                    STRING_RESULT,
                    NATIVE_HISTOGRAM,
                    OVERSIZE_ANSWER -> FILES;
            case SKIPPED, NO_DATA, NOT_A_NUMBER, POSITIVE_INFINITY, NEGATIVE_INFINITY, QUERY_FAILED -> DATA;
        };
    }
}
