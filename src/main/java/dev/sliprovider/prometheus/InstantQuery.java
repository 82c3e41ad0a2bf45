package dev.sliprovider.prometheus;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * An instant query.
 *
 * @param endpoint with its credentials
 * @param promql the query
 * @param at evaluation time, in milliseconds of the epoch
 * @param noCache whether the server is asked to use no cache, see {@link LatencyOffset}
 */
record InstantQuery(PrometheusEndpoint endpoint, String promql, long at, boolean noCache) {

    /** A query without further options. */
    InstantQuery(PrometheusEndpoint endpoint, String promql, long at) {
        this(endpoint, promql, at, false);
    }

    /** @return the same query, evaluated at its time also by VictoriaMetrics */
    InstantQuery exact() {
        return isExact() ? this : new InstantQuery(endpoint, promql, at, true);
    }

    /** @return whether VictoriaMetrics evaluates it at its time */
    boolean isExact() {
        return noCache || endpoint.parameters().stream().anyMatch(Parameter::refusesCaches);
    }

    /** @return the evaluation time */
    Instant time() {
        return Instant.ofEpochMilli(at);
    }

    /** @return the parameters of the call (Prometheus' HTTP API, "Instant queries") */
    String form(Duration timeout) {
        return "query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8)
                + "&time=" + BigDecimal.valueOf(at, 3).toPlainString()
                + "&timeout=" + timeout.toMillis() + "ms"
                + (noCache ? "&nocache=1" : "");
    }
}
