package dev.sliprovider.prometheus;

import java.time.Duration;
import java.util.List;

/**
 * The result of a query and how it was obtained.
 *
 * @param result of the last attempt
 * @param server of the last attempt: its URL without credentials
 * @param remarks for people about the attempts, a sentence each
 * @param took from the query to its result, all attempts included
 */
public record QueryResponse(QueryResult result, String server, List<String> remarks, Duration took) {

    /** A response whose duration is not known yet. */
    QueryResponse(QueryResult result, String server, List<String> remarks) {
        this(result, server, remarks, Duration.ZERO);
    }

    QueryResponse in(Duration time) {
        return new QueryResponse(result, server, remarks, time);
    }
}
