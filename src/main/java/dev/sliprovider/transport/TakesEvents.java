package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as events can come. */
@Readiness
@Singleton
final class TakesEvents implements HealthCheck {

    private final Intake intake;

    TakesEvents(Intake intake) {
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("takes events").status(intake.isOpen()).build();
    }
}
