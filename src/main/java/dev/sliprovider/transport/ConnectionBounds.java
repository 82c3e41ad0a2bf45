package dev.sliprovider.transport;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections to the port for events that are idle: no longer than an answer takes, because nothing is sent on the
 * connection of a client that waits for one.
 */
@ApplicationScoped
class ConnectionBounds implements HttpServerOptionsCustomizer {

    /** More than the deadline of an event. */
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
