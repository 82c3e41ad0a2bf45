package dev.sliprovider.transport;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses requests on the port for events before their body is read: all events if another transport is configured, because
 * anyone who can post an event can read metrics; requests for parts that are switched off; requests with a too large {@code Content-Length}; and requests whose end
 * is ambiguous.
 */
@ApplicationScoped
class EventPortFilter {

    private static final int BEFORE_ALL_ELSE = 1000;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final EventsConfig config;
    private final Transports transports;
    private final RequestHeads heads;
    private final Refusal refusal;
    private final List<AuthenticatedPaths> authenticated;

    EventPortFilter(
            EventsConfig config,
            Transports transports,
            RequestHeads heads,
            Refusal refusal,
            @Any Instance<AuthenticatedPaths> authenticated) {
        this.config = config;
        this.transports = transports;
        this.heads = heads;
        this.refusal = refusal;
        this.authenticated = authenticated.stream().toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    /** Requests for probes and metrics have no body; there, too, a request with an ambiguous body is refused. */
    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(context -> {
            heads.arrived(context);
            if (!refusal.isClosing(context)) {
                coding(context.request()).ifPresentOrElse(problem -> refusal.send(context, problem), context::next);
            }
        });
    }

    private void check(RoutingContext context) {
        heads.arrived(context);
        if (!refusal.isClosing(context)) {
            problem(context).ifPresentOrElse(problem -> refusal.send(context, problem), context::next);
        }
    }

    private Optional<Problem> problem(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        if (authenticated.stream().anyMatch(paths -> paths.isOff(path))) {
            return Optional.of(Problem.unknown());
        }
        boolean isEvent = request.method().equals(HttpMethod.POST)
                && authenticated.stream().noneMatch(paths -> paths.covers(path));
        if (isEvent && !transports.isOverHttp()) {
            return Optional.of(Problem.closed(transports.kind()));
        }
        return coding(request).or(() -> length(request));
    }

    /**
     * RFC 9112, 6.1: servers and proxies disagree on the end of a request with another transfer coding, or with two of
     * them.
     */
    static Optional<Problem> coding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty()
                || codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked")) {
            return Optional.empty();
        }
        boolean isKnown = codings.stream().allMatch(coding -> coding.matches("(?i)[\\s,]*(chunked[\\s,]*)+"));
        return Optional.of(Problem.coding(isKnown ? 400 : 501));
    }

    private Optional<Problem> length(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                .filter(length -> LENGTH.matcher(length).matches())
                .map(Long::parseLong)
                .filter(length -> length > config.maxSize().asLongValue())
                .map(length -> Problem.tooLarge(length, config));
    }
}
