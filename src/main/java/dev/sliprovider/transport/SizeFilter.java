package dev.sliprovider.transport;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses a request by its {@code Content-Length}, before anything of it is kept. */
@ApplicationScoped
class SizeFilter {

    private static final int BEFORE_ALL_ELSE = 1000;

    private final EventsConfig config;

    SizeFilter(EventsConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null
                || !length.matches("\\d{1,18}")
                || Long.parseLong(length) <= config.maxSize().asLongValue()) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Problem.tooLarge(Long.parseLong(length), config).body());
    }
}
