package dev.sliprovider.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** What the readiness probe says, as a number: for those who see metrics and not the pods. */
@Singleton
final class ReadyMetric implements MeterBinder {

    private final Instance<HealthCheck> checks;

    ReadyMetric(@Readiness Instance<HealthCheck> checks) {
        this.checks = checks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sli.ready", this, ReadyMetric::value).register(registry);
    }

    private double value() {
        try {
            return checks.stream().allMatch(check -> check.call().getStatus() == Status.UP) ? 1 : 0;
        } catch (IllegalArgumentException e) {
            // A wrong setting: told by whoever starts the service, which ends by it.
            return 0;
        }
    }
}
