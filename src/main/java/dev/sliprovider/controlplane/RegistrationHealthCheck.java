package dev.sliprovider.controlplane;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the program is registered with the control plane. */
@Readiness
@Singleton
final class RegistrationHealthCheck implements HealthCheck {

    private final Instance<Registration> registration;

    /** @param registration created later, so that the command reports a wrong setting */
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
