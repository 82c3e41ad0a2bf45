package dev.sliprovider.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** The result of the readiness probe as a metric, for users who see metrics but not pods. */
@Singleton
final class ReadinessGauge implements MeterBinder {

    private final Instance<HealthCheck> checks;

    ReadinessGauge(@Readiness Instance<HealthCheck> checks) {
        this.checks = checks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sli.ready", this, ReadinessGauge::value).register(registry);
    }

    private double value() {
        try {
            return checks.stream().allMatch(check -> check.call().getStatus() == Status.UP) ? 1 : 0;
        } catch (IllegalArgumentException e) {
            // A setting is wrong; Serve reports it and ends the process.
            return 0;
        }
    }
}
