package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as events can come. */
@Readiness
@Singleton
final class TakesEvents implements HealthCheck {

    private final Intake intake;
    private final Transports transports;
    private final ChannelEnd end;

    TakesEvents(Intake intake, Transports transports, ChannelEnd end) {
        this.intake = intake;
        this.transports = transports;
        this.end = end;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble =
                intake.isOpen() ? end.why().or(transports::trouble) : Optional.of("the process ends");
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("takes events").status(trouble.isEmpty());
        trouble.ifPresent(why -> response.withData("why", why));
        return response.build();
    }
}
