package dev.sliprovider.prometheus;

import dev.sliprovider.http.Route.Pool;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The default endpoint and query settings. */
@ConfigMapping(prefix = "sli-provider.prometheus")
public interface PrometheusConfig {

    /** The policy for values from partial data. */
    enum PartialResponse {
        /** The value counts, and the message warns. */
        WARN,
        /** There is no value. */
        FAIL
    }

    /** How queries are sent. */
    enum Method {
        /** In the body, which can hold long queries; as GET where POST is refused or its body is dropped. */
        POST,
        /** As GET, in the address. */
        GET
    }

    /** Base URL of the default Prometheus, without `/api/v1/query`, or URLs of interchangeable servers, separated by commas. */
    Optional<String> endpoint();

    /** Time limit for one attempt of a query, including the wait for a connection. */
    @WithDefault("10s")
    Duration timeout();

    /** `get` sends queries in the address, for a proxy in front of the server that drops the body of POST requests. */
    @WithDefault("post")
    Method method();

    /** Time limit for opening a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Number of retries of a query after a temporary failure (no connection, timeout, HTTP 408, 429, 5xx). */
    @WithDefault("2")
    int retries();

    /** Maximum pause before the first retry, doubled for each further one, up to 30 s. A pause is random between half of the maximum and the maximum. */
    @WithDefault("300ms")
    Duration backoff();

    /** Number of concurrent queries to one endpoint, over all events. */
    @WithDefault("16")
    int concurrency();

    /** Maximum number of queries per second to one server, over all events; `0` is no limit. */
    @WithDefault("0")
    int rateLimit();

    /** Number of consecutive failed requests (no connection, HTTP 5xx), over at least two seconds, that open the circuit of a server; with `0` it never opens. */
    @WithDefault("20")
    int breakerThreshold();

    /** Time for which the circuit stays open before one request tests the server. */
    @WithDefault("5s")
    Duration breakerOpenFor();

    /** If the server (Thanos, VictoriaMetrics) read only a part of the data, `fail` gives the indicator no value; `warn` uses the value, with a warning. */
    @WithDefault("fail")
    PartialResponse partialResponse();

    /** A larger response is not read. The heap limits how many large responses are read at once. */
    @WithDefault("4M")
    MemorySize maxAnswerSize();

    /** @return bounds of the connections to one server */
    default Pool pool() {
        return new Pool(connectTimeout(), concurrency(), true);
    }
}
