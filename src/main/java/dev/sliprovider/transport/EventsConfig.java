package dev.sliprovider.transport;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The receipt of events and the delivery of answers. */
@ConfigMapping(prefix = "sli-provider.events")
public interface EventsConfig {

    /** `nats`, `jetstream`, `http` or `polling`. Default: `http` if there is a sink, `polling` if there is an API endpoint, otherwise `nats`. */
    Optional<TransportKind> transport();

    /** Whether port 8080 accepts events: `true` or `false`. Default: only if the transport is `http`. */
    Optional<String> overHttp();

    /** Time from the receipt of an event until its answer is ready; sending it may take longer if the sink is unavailable. */
    @WithDefault("60s")
    Duration deadline();

    /** Address to which answers are posted; without it an answer is the HTTP response. A distributor listens on `http://localhost:8081/event`. */
    Optional<String> sink();

    /** Time limit for one attempt to post an answer. */
    @WithDefault("5s")
    Duration sinkTimeout();

    /** Number of retries for a `finished` event; with the default pauses they take some minutes. A `started` event is repeated as well, until its `finished` event is sent. */
    @WithDefault("20")
    int sinkRetries();

    /** Pause before the first retry; it doubles with each further retry, up to 10 s. */
    @WithDefault("200ms")
    Duration sinkBackoff();

    /** A larger event is refused. */
    @WithDefault("1M")
    MemorySize maxSize();

    /** Number of events that are remembered to find duplicates. */
    @WithDefault("10000")
    int remembered();

    /** Time for which an event is remembered. */
    @WithDefault("1h")
    Duration rememberedFor();

    /** Time that a shutdown waits for the answers of events in progress; longer than `sli-provider.events.grace`. */
    @WithDefault("20s")
    Duration drain();

    /** Number of events that a task handles at the same time; further events wait, or get HTTP 503 if they arrive over HTTP. */
    @WithDefault("1000")
    int maxInFlight();

    /** Number of further events of a task from a bus that may wait in memory; the rest stays on the bus. */
    @WithDefault("10000")
    int maxWaiting();
}
