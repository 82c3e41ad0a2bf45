package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while events can arrive. */
@Readiness
@Singleton
final class TransportHealthCheck implements HealthCheck {

    private final Bulkheads bulkheads;
    private final Transports transports;
    private final AnswerChannel answers;

    TransportHealthCheck(Bulkheads bulkheads, Transports transports, AnswerChannel answers) {
        this.answers = answers;
        this.bulkheads = bulkheads;
        this.transports = transports;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = trouble();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("receives events").status(trouble.isEmpty());
        trouble.ifPresent(why -> response.withData("why", why));
        return response.build();
    }

    private Optional<String> trouble() {
        if (!bulkheads.isOpen()) {
            return Optional.of("the process is shutting down");
        }
        return answers.isOpen()
                ? transports.trouble()
                : Optional.of("the channel of answers has ended; restart this process");
    }
}
