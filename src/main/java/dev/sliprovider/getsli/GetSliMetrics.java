package dev.sliprovider.getsli;

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
import java.util.stream.Stream;

/** Counts queries and entries of answers; {@code docs/operations.md} lists the names. */
@Singleton
final class GetSliMetrics {

    private static final Duration[] BUCKETS = Stream.of(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final EndpointLabels endpoints;
    /** Timers by label, because a lookup in the registry takes as long as recording a value. */
    private final Map<String, Timer> queries = new ConcurrentHashMap<>();

    GetSliMetrics(MeterRegistry registry, EndpointLabels endpoints) {
        this.registry = registry;
        this.endpoints = endpoints;
        // Created at the start, so that an alert can use it.
        indicators("none");
        for (Reason reason : Reason.values()) {
            indicators(label(reason));
        }
    }

    void answered(GetSliFinished outcome) {
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
