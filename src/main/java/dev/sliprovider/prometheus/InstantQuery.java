package dev.sliprovider.prometheus;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One query for one moment.
 *
 * @param endpoint with its credentials
 * @param promql the query
 * @param at evaluation time, in milliseconds of the epoch
 */
record InstantQuery(PrometheusEndpoint endpoint, String promql, long at) {

    /** @return the parameters of the call (Prometheus' HTTP API, "Instant queries") */
    String form(Duration timeout) {
        return "query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)
                + "&time=" + BigDecimal.valueOf(at, 3).toPlainString()
                + "&timeout=" + timeout.toMillis() + "ms";
    }
}
