package dev.sliprovider.transport;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * Closes idle connections to the port for events, but not before the deadline of an answer: the connection of a client that
 * waits for an answer is idle, too.
 */
@ApplicationScoped
class ConnectionBounds implements HttpServerOptionsCustomizer {

    /** Added to the deadline of an event. */
    private static final Duration MORE = Duration.ofSeconds(30);

    private final EventsConfig config;
    private final Instance<AuthenticatedPaths> authenticated;

    ConnectionBounds(EventsConfig config, @Any Instance<AuthenticatedPaths> authenticated) {
        this.config = config;
        this.authenticated = authenticated;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        Duration longest = authenticated.stream()
                .map(AuthenticatedPaths::longest)
                .filter(other -> other.compareTo(config.deadline()) > 0)
                .max(Comparator.naturalOrder())
                .orElse(config.deadline());
        Duration idle = longest.plus(MORE);
        options.setIdleTimeout((int) Math.min(idle.toSeconds(), Integer.MAX_VALUE))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
