package dev.sliprovider.transport;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;

/**
 * Reads the bodies of requests within their limits. The resource methods have no body parameter, because that would have no
 * limits.
 */
@Singleton
public final class EventBodies {

    /** Maximum time without any byte of a body. */
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** Maximum time for a whole body. */
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final EventBody.Limits limits;
    private final Refusal refusal;

    @Inject
    EventBodies(EventsConfig config, ArrivingBytes arriving, Refusal refusal) {
        this(new EventBody.Limits(config, arriving, PAUSE, WHOLE), refusal);
    }

    EventBodies(EventBody.Limits limits, Refusal refusal) {
        this.limits = limits;
        this.refusal = refusal;
    }

    /**
     * Called on the event loop, before the end of the request.
     *
     * @param whole creates the response from the body
     * @return the response; a refusal if the body exceeds a limit
     */
    Uni<EventResponse> read(RoutingContext context, Function<byte[], Uni<EventResponse>> whole) {
        return EventBody.read(context, limits)
                .flatMap(body -> whole.apply(body))
                .onFailure(EventBody.RefusedException.class)
                .recoverWithItem(failure -> refusal.closing(context, ((EventBody.RefusedException) failure).problem()));
    }

    /** @return the response to a request whose body is not read; its connection is closed after it */
    public Response refused(RoutingContext context, Problem problem) {
        return refusal.closing(context, problem).toResponse();
    }

    /** Like {@link #read}, for other requests than events. */
    public Uni<Response> respond(RoutingContext context, Function<byte[], Uni<Response>> whole) {
        return EventBody.read(context, limits)
                .flatMap(whole::apply)
                .onFailure(EventBody.RefusedException.class)
                .recoverWithItem(failure -> refusal.closing(context, ((EventBody.RefusedException) failure).problem())
                        .toResponse());
    }
}
