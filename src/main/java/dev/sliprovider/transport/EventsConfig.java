package dev.sliprovider.transport;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How events come in and answers go out. */
@ConfigMapping(prefix = "sli-provider.events")
public interface EventsConfig {

    /** `nats`, `jetstream`, `http` or `polling`. Without it: `http` if there is a sink, `polling` if there is an API endpoint, else `nats`. */
    Optional<TransportKind> transport();

    /** Whether events are taken on port 8080: `true` or `false`. Without it: only if the transport is `http`. */
    Optional<String> overHttp();

    /** Time from the receipt of an event until its answer is made; sending it may take longer if the sink is unavailable. */
    @WithDefault("60s")
    Duration deadline();

    /** Where answers are posted; without it they are the reply to the request. A distributor listens on `http://localhost:8081/event`. */
    Optional<String> sink();

    /** Time one attempt to post an answer may take. */
    @WithDefault("5s")
    Duration sinkTimeout();

    /** How often posting a `finished` event is repeated; with the default pauses that goes on for some minutes. */
    @WithDefault("20")
    int sinkRetries();

    /** Pause before the first repetition; doubled for each further one, up to 10 s. */
    @WithDefault("200ms")
    Duration sinkBackoff();

    /** A larger event is refused. */
    @WithDefault("1M")
    MemorySize maxSize();

    /** How many events are remembered, so that a duplicate is not answered again. */
    @WithDefault("10000")
    int remembered();

    /** How long they are remembered. */
    @WithDefault("1h")
    Duration rememberedFor();

    /** When the process ends, how long it waits for the answers of events under way; longer than `sli-provider.events.grace`. */
    @WithDefault("20s")
    Duration drain();

    /** How many events a task works on at once; further ones wait, or are refused with HTTP 503 if they came over HTTP. */
    @WithDefault("1000")
    int maxInFlight();

    /** How many events of a task wait beyond those if they came over a bus; still further ones stay on the bus. */
    @WithDefault("10000")
    int maxWaiting();
}
