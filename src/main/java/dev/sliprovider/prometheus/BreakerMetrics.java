package dev.sliprovider.prometheus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The metric of open circuits: 1 for each server with an open circuit; for servers that share a label, their number. */
@Singleton
final class BreakerMetrics {

    private final EndpointLabels labels;
    private final MeterRegistry registry;
    private final Map<String, List<CircuitBreaker>> breakers = new ConcurrentHashMap<>();

    BreakerMetrics(EndpointLabels labels, MeterRegistry registry) {
        this.labels = labels;
        this.registry = registry;
    }

    /** @param url without credentials */
    void show(URI url, CircuitBreaker breaker) {
        breakers.computeIfAbsent(labels.of(url.toString()), this::register).add(breaker);
    }

    private List<CircuitBreaker> register(String label) {
        List<CircuitBreaker> shown = new CopyOnWriteArrayList<>();
        Gauge.builder("sli.circuit.breaker.open", shown, BreakerMetrics::open)
                .tag("endpoint", label)
                .register(registry);
        return shown;
    }

    private static double open(List<CircuitBreaker> breakers) {
        return breakers.stream().filter(CircuitBreaker::isOpen).count();
    }
}
