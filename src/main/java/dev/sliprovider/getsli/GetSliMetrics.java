package dev.sliprovider.getsli;

import dev.sliprovider.keptn.GetSliFinished;
import dev.sliprovider.prometheus.EndpointLabels;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the provider tells about itself; {@code docs/operations.md} lists the names. */
@Singleton
final class GetSliMetrics {

    private static final Duration[] BUCKETS = Stream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final String DEADLINE_HITS = "sli.deadline.hits";
    private static final String IGNORED = "sli.events.ignored";

    private final MeterRegistry registry;
    private final EndpointLabels endpoints;
    private final AtomicInteger inFlight;
    /** By label, of which there are only some; to find one in the registry by its tags costs as much as recording it. */
    private final Map<String, Timer> queries = new ConcurrentHashMap<>();

    GetSliMetrics(MeterRegistry registry, EndpointLabels endpoints) {
        this.registry = registry;
        this.endpoints = endpoints;
        // There from the start, so that an alert on it has something to look at.
        registry.counter(DEADLINE_HITS);
        registry.counter(IGNORED);
        indicators("none");
        for (Reason reason : Reason.values()) {
            indicators(label(reason));
        }
        this.inFlight = registry.gauge("sli.events.in.flight", new AtomicInteger());
    }

    void started() {
        inFlight.incrementAndGet();
    }

    /** The task is over, answered or not. */
    void ended() {
        inFlight.decrementAndGet();
    }

    void answered(GetSliFinished outcome, Duration took) {
        String label = outcome.status().wireName() + "_" + outcome.result().wireName();
        Timer.builder("sli.events").tag("outcome", label).register(registry).record(took);
        outcome.values().forEach(this::count);
    }

    private void count(IndicatorValue value) {
        String reason =
                switch (value) {
                    case Measured measured -> "none";
                    case Missing missing -> label(missing.reason());
                };
        indicators(reason).increment();
    }

    private Counter indicators(String reason) {
        return registry.counter("sli.indicators", "reason", reason);
    }

    private static String label(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    void ignored() {
        registry.counter(IGNORED).increment();
    }

    void deadlineReached() {
        registry.counter(DEADLINE_HITS).increment();
    }

    void queried(String server, Duration took) {
        queries.computeIfAbsent(endpoints.of(server), this::queries).record(took);
    }

    private Timer queries(String endpoint) {
        return Timer.builder("sli.query")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
