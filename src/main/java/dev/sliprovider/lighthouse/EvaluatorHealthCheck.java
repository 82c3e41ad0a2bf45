package dev.sliprovider.lighthouse;

import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while this program is the one that answers evaluations; exists only if the evaluation task is switched on. */
@Readiness
@Singleton
@LookupIfProperty(name = LighthouseConfig.PREFIX + ".enabled", stringValue = "true")
final class EvaluatorHealthCheck implements HealthCheck {

    private final OtherEvaluator other;

    EvaluatorHealthCheck(OtherEvaluator other) {
        this.other = other;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = other.trouble();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("answers evaluations").status(trouble.isEmpty());
        trouble.ifPresent(why -> response.withData("why", why));
        return response.build();
    }
}
