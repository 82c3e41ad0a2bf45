package dev.sliprovider.prometheus;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which Prometheus is asked, and how. */
@ConfigMapping(prefix = "sli-provider.prometheus")
public interface PrometheusConfig {

    /** Base URL of Prometheus, without `/api/v1/query`; may carry `user:password@`, which is sent as a header. */
    Optional<String> endpoint();

    /** Time one attempt of a query may take, waiting for a connection included. */
    @WithDefault("10s")
    Duration timeout();

    /** Time that opening a connection may take. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How often a query is repeated after a failure that may pass (no connection, timeout, HTTP 408, 429, 5xx). */
    @WithDefault("2")
    int retries();

    /** Longest pause before the first repetition; doubled for each further one. The pause is chosen at random below it. */
    @WithDefault("300ms")
    Duration backoff();

    /** How many queries are in flight at once to one endpoint, over all events. */
    @WithDefault("16")
    int concurrency();

    /** A larger answer is not read. */
    @WithDefault("4M")
    MemorySize maxAnswerSize();
}
