package dev.sliprovider.transport;

import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.task.OneLine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Events pushed over HTTP; {@code /} is where Keptn's distributor sends them (contract §5.2). */
@Path("/")
public class EventsResource {

    private static final Logger LOG = Logger.getLogger(EventsResource.class);

    private final EventBodies bodies;
    private final EventGate gate;
    private final EventRuns runs;
    private final UndeliveredAnswers undelivered;
    private final Optional<Sink> sink;

    EventsResource(
            EventsConfig config,
            EventBodies bodies,
            EventGate gate,
            EventRuns runs,
            Gateway gateway,
            UndeliveredAnswers undelivered) {
        this.bodies = bodies;
        this.gate = gate;
        this.runs = runs;
        this.undelivered = undelivered;
        this.sink = config.sink()
                .filter(address -> !address.isBlank())
                .map(address -> new Sink(address, gateway, config, undelivered));
    }

    /** The process shuts down: refuses further events. */
    public void close() {
        gate.close();
    }

    /** The process shuts down: waits for the events in progress, and logs the answers that were not delivered. */
    public void drain() {
        gate.drain();
        sink.ifPresent(Sink::giveUp);
    }

    /** @return the destination of answers, for people */
    public String describeAnswers() {
        return sink.map(target -> "posted to " + target).orElse("in the reply to each request");
    }

    /** @return see {@link #receive} */
    @POST
    @Path("events")
    public Uni<Response> events(@Context RoutingContext context) {
        return receive(context);
    }

    /** @return see {@link #receive} */
    @POST
    public Uni<Response> root(@Context RoutingContext context) {
        return receive(context);
    }

    private Uni<Response> receive(RoutingContext context) {
        return bodies.read(context, body -> receive(context.request().headers(), body))
                .map(EventResponse::toResponse);
    }

    /**
     * Accepts one event. With a sink, the answers are sent to it and the response is 202 at once. Without a sink, or if the
     * client prefers to wait, the response is the finished event.
     */
    private Uni<EventResponse> receive(MultiMap headers, byte[] body) {
        KeptnEvent event;
        try {
            event = EventRequest.read(headers, body, gate.heard()::contains);
        } catch (InvalidEventException e) {
            return refuse(400, "Not an event", e.getMessage(), e.field());
        } catch (EventRequest.UnsupportedMediaTypeException e) {
            return refuse(415, "Unsupported media type", e.getMessage(), "Content-Type");
        }
        Optional<Duration> wait = EventRequest.wait(headers);
        return sink.isPresent() && wait.isEmpty()
                ? publish(event, body.length, sink.get())
                : reply(event, body.length, wait);
    }

    private Uni<EventResponse> publish(KeptnEvent event, int bytes, Sink sink) {
        Admission admission = gate.offer(ReceivedEvent.published(event, bytes, sink::send));
        return Uni.createFrom().item(response(admission, event));
    }

    /** The task continues if the client disconnects; then its answer is sent to the sink or logged. */
    private Uni<EventResponse> reply(KeptnEvent event, int bytes, Optional<Duration> wait) {
        var reply = new ResponseCollector();
        ReceivedEvent received = ReceivedEvent.replied(event, bytes, reply, wait);
        Admission admission = gate.offer(received);
        return admission instanceof Admission.Admitted
                ? reply.response(received.applied()).onCancellation().invoke(() -> reply.finished()
                        .subscribe()
                        .with(answers -> answers.forEach(this::publishInstead)))
                : Uni.createFrom().item(response(admission, event));
    }

    private static EventResponse response(Admission admission, KeptnEvent event) {
        return switch (admission) {
            case Admission.Admitted admitted -> EventResponse.accepted();
            case Admission.Ignored ignored -> EventResponse.ignored(ignored.why());
            case Admission.Duplicate duplicate -> {
                LOG.debugf("ignored event %s: it is a duplicate", OneLine.of(event.id()));
                yield EventResponse.accepted();
            }
            case Admission.Refused refused -> Problem.later(refused.why()).response();
        };
    }

    private void publishInstead(KeptnEvent answer) {
        if (!runs.mayPublish(answer)) {
            return;
        }
        if (sink.isEmpty()) {
            undelivered.add(answer, "was not read: the client closed the connection");
            runs.forget(answer);
        } else {
            sink.get().send(answer).subscribe().with(sent -> {}, failure -> runs.forget(answer));
        }
    }

    private static Uni<EventResponse> refuse(int status, String title, String detail, String field) {
        LOG.debugf("refused a request with HTTP %d: %s", status, OneLine.whole(detail));
        return Uni.createFrom().item(new Problem(status, title, detail, Optional.of(field)).response());
    }
}
