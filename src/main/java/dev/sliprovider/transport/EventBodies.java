package dev.sliprovider.transport;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Reads the bodies of events within their bounds. A resource method has no body as parameter, because nothing bounds that. */
@Singleton
final class EventBodies {

    /** Time without any byte of a body. */
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** Time for all of a body. */
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
     * @param whole makes the response from the body
     * @return the response; a refusal if the body does not keep its bounds
     */
    Uni<EventResponse> read(RoutingContext context, Function<byte[], Uni<EventResponse>> whole) {
        return EventBody.read(context, limits)
                .flatMap(body -> whole.apply(body))
                .onFailure(EventBody.RefusedException.class)
                .recoverWithItem(failure -> refusal.closing(context, ((EventBody.RefusedException) failure).problem()));
    }
}
