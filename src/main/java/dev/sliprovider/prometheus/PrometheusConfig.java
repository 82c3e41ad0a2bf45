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

    /** What to do with a value that the server says is made of a part of the data. */
    enum PartialResponse {
        /** The value counts, and the message warns. */
        WARN,
        /** There is no value. */
        FAIL
    }

    /** How queries are sent. */
    enum Method {
        /** In the body, which has room for long queries; by GET where POST is refused or its body gets lost. */
        POST,
        /** In the address. */
        GET
    }

    /** Base URL of the default Prometheus, without `/api/v1/query`, or several of servers that stand for each other, separated by commas. */
    Optional<String> endpoint();

    /** Time one attempt of a query may take, waiting for a connection included. */
    @WithDefault("10s")
    Duration timeout();

    /** `get` sends queries in the address from the start, for servers behind something that drops the body of POST. */
    @WithDefault("post")
    Method method();

    /** Time that opening a connection may take. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** How often a query is repeated after a failure that may pass (no connection, timeout, HTTP 408, 429, 5xx). */
    @WithDefault("2")
    int retries();

    /** Longest pause before the first repetition, doubled for each further one, up to 30 s. A pause is random between half of that and all of it. */
    @WithDefault("300ms")
    Duration backoff();

    /** How many queries are in flight at once to one endpoint, over all events. */
    @WithDefault("16")
    int concurrency();

    /** Most queries a second to one server, over all events; `0` is no limit. */
    @WithDefault("0")
    int rateLimit();

    /** The circuit breaker of a server opens after so many failed requests in a row, over at least two seconds (no connection, HTTP 5xx); `0` never opens it. */
    @WithDefault("20")
    int breakerThreshold();

    /** How long it stays open before one request tries whether the server is back. */
    @WithDefault("5s")
    Duration breakerOpenFor();

    /** `fail` gives no value to an indicator of which the server (Thanos, VictoriaMetrics) read a part of the data only; `warn` takes it, with a warning. */
    @WithDefault("fail")
    PartialResponse partialResponse();

    /** A larger answer is not read. Of large ones few are read at once, as the heap allows. */
    @WithDefault("4M")
    MemorySize maxAnswerSize();

    /** @return bounds of the connections to one server */
    default Pool pool() {
        return new Pool(connectTimeout(), concurrency(), true);
    }
}
