package dev.sliprovider.controlplane;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as the control plane knows the program. */
@Readiness
@Singleton
final class RegistrationHealthCheck implements HealthCheck {

    private final Instance<Registration> registration;

    /** @param registration is created later, so that a wrong setting is reported by the command */
    RegistrationHealthCheck(Instance<Registration> registration) {
        this.registration = registration;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = registration.get().trouble();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("registered").status(trouble.isEmpty());
        trouble.ifPresent(why -> response.withData("why", why));
        return response.build();
    }
}
