package dev.sliprovider.transport;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses requests on the port for events before their body is read: all events if another transport brings them, because
 * anyone who can post one can read metrics; and those whose {@code Content-Length} is too large.
 */
@ApplicationScoped
class EventPortFilter {

    private static final int BEFORE_ALL_ELSE = 1000;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final EventsConfig config;
    private final Transports transports;

    EventPortFilter(EventsConfig config, Transports transports) {
        this.config = config;
        this.transports = transports;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext context) {
        problem(context).ifPresentOrElse(problem -> refuse(context, problem), context::next);
    }

    private Optional<Problem> problem(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.POST) && !transports.isOverHttp()) {
            return Optional.of(Problem.closed(transports.kind()));
        }
        return Optional.ofNullable(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong)
                .filter(length -> length > config.maxSize().asLongValue())
                .map(length -> Problem.tooLarge(length, config));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.body());
    }
}
