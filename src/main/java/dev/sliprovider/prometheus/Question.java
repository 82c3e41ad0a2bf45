package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.PrometheusEndpoint;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is asked of whom, and as whom: two that are equal have the same answer.
 *
 * @param endpoint with its login
 * @param promql the query
 * @param at evaluation time, in milliseconds of the epoch
 */
record Question(PrometheusEndpoint endpoint, String promql, long at) {

    /** Of what differs from query to query: who asks has certificates, and this is wanted some times for each. */
    @Override
    public int hashCode() {
        return promql.hashCode() * 31 + Long.hashCode(at);
    }

    /** @return the parameters of the call (Prometheus' HTTP API, "Instant queries") */
    String form(Duration timeout) {
        return "query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)
                + "&time=" + BigDecimal.valueOf(at, 3).toPlainString()
                + "&timeout=" + timeout.toMillis() + "ms";
    }
}
