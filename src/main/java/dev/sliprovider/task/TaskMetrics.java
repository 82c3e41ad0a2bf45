package dev.sliprovider.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts events and their outcomes; {@code docs/operations.md} lists the names of the metrics. */
@Singleton
final class TaskMetrics {

    private static final String IGNORED = "sli.events.ignored";

    /** The meters of one task or listener. They exist from the start, so that an alert can use them. */
    private record Meters(AtomicInteger inFlight, Counter deadlineHits, Counter duplicates) {}

    private final MeterRegistry registry;
    private final Map<String, Meters> meters = new ConcurrentHashMap<>();

    TaskMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.counter(IGNORED);
    }

    /** Creates the meters of a task or listener, at 0. */
    void register(Work work) {
        of(work);
    }

    void began(Work work) {
        of(work).inFlight().incrementAndGet();
    }

    /** The work has ended, with any outcome. */
    void ended(Work work) {
        of(work).inFlight().decrementAndGet();
    }

    void outcome(Work work, String outcome, Duration took) {
        Timer.builder("sli.events")
                .tag("outcome", outcome)
                .tag("task", work.name())
                .register(registry)
                .record(took);
    }

    void deadlineReached(Work work) {
        of(work).deadlineHits().increment();
    }

    void duplicate(Work work) {
        of(work).duplicates().increment();
    }

    void ignored() {
        registry.counter(IGNORED).increment();
    }

    private Meters of(Work work) {
        return meters.computeIfAbsent(work.name(), name -> {
            Tags task = Tags.of("task", name);
            return new Meters(
                    registry.gauge("sli.events.in.flight", task, new AtomicInteger()),
                    registry.counter("sli.deadline.hits", task),
                    registry.counter("sli.events.duplicate", task));
        });
    }
}
