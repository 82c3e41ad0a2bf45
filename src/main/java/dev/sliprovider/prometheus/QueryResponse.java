package dev.sliprovider.prometheus;

import java.time.Duration;
import java.util.List;

/**
 * What became of a query.
 *
 * @param result of the last attempt
 * @param server that gave it, or should have: its URL without credentials
 * @param remarks for people, on how the result was had, a sentence each
 * @param took from the query to its result, all attempts included
 */
public record QueryResponse(QueryResult result, String server, List<String> remarks, Duration took) {

    /** Before it is known how long it took. */
    QueryResponse(QueryResult result, String server, List<String> remarks) {
        this(result, server, remarks, Duration.ZERO);
    }

    QueryResponse in(Duration time) {
        return new QueryResponse(result, server, remarks, time);
    }
}
