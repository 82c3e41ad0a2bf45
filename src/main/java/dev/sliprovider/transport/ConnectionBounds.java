package dev.sliprovider.transport;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    ConnectionBounds(EventsConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        Duration idle = config.deadline().plus(MORE);
        options.setIdleTimeout((int) Math.min(idle.toSeconds(), Integer.MAX_VALUE))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
