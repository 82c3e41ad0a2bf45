package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.SharedRead;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Events pushed over HTTP; {@code /} is where Keptn's distributor sends them (contract §5.2). */
@Path("/")
public class EventsResource {

    private static final Logger LOG = Logger.getLogger(EventsResource.class);

    private final Answers answers;
    private final EventsConfig config;
    private final Optional<Sink> sink;
    private final Intake intake;
    private final Delivery undelivered;

    /** What becomes of an answer. */
    private interface Delivery {
        Uni<Void> send(KeptnEvent answer, Runnable unsent);
    }

    EventsResource(Answers answers, EventsConfig config, Intake intake, Gateway gateway, MeterRegistry metrics) {
        Bounds.positive("sli-provider.events.deadline", config.deadline());
        Bounds.positive("sli-provider.events.sink-timeout", config.sinkTimeout());
        Bounds.positive("sli-provider.events.sink-backoff", config.sinkBackoff());
        Bounds.within(0, 1000, "sli-provider.events.sink-retries", config.sinkRetries());
        Bounds.within(
                1, 1L << 30, "sli-provider.events.max-size", config.maxSize().asLongValue());
        this.answers = answers;
        this.intake = intake;
        this.config = config;
        this.sink = config.sink()
                .filter(address -> !address.isBlank())
                .map(address -> new Sink(address, gateway, config, metrics));
        this.undelivered = sink.<Delivery>map(target -> target::send).orElseGet(() -> new Unsent(metrics)::gone);
    }

    /** The process ends: takes nothing new. */
    public void close() {
        intake.close();
    }

    /** The process ends: waits for what is under way, and writes down what nobody took. */
    public void drain() {
        intake.drain();
        sink.ifPresent(Sink::giveUp);
    }

    /** @return where answers go, for people */
    public String describeAnswers() {
        return sink.map(target -> "posted to " + target).orElse("in the reply to each request");
    }

    /** @return see {@link #receive} */
    @POST
    @Path("events")
    public Uni<Response> events(@Context HttpHeaders headers, byte[] body) {
        return receive(headers, body);
    }

    /** @return see {@link #receive} */
    @POST
    public Uni<Response> root(@Context HttpHeaders headers, byte[] body) {
        return receive(headers, body);
    }

    /**
     * Takes one event. With a sink the answers go there and the reply is 202 at once; without one, or if the caller
     * prefers to wait, the reply is the finished event.
     */
    private Uni<Response> receive(HttpHeaders headers, byte[] body) {
        var received = Deadline.in(config.deadline());
        if (body.length > config.maxSize().asLongValue()) {
            return Uni.createFrom().item(Problem.tooLarge(body.length, config).response());
        }
        KeptnEvent event;
        try {
            event = EventRequest.read(headers, body);
        } catch (InvalidEventException e) {
            return refuse(400, "Not an event", e.getMessage(), e.field());
        } catch (EventRequest.UnsupportedMediaTypeException e) {
            return refuse(415, "Unsupported media type", e.getMessage(), "Content-Type");
        }
        Optional<Duration> wait = EventRequest.wait(headers);
        boolean isPublished = sink.isPresent() && wait.isEmpty();
        return switch (isPublished ? intake.enterOnce(event.id(), body.length) : intake.enter(body.length)) {
            case ADMITTED ->
                isPublished
                        ? accept(event, received, sink.get(), body.length)
                        : reply(event, Deadline.in(received.atMost(wait.orElse(config.deadline()))), wait, body.length);
            case REPEATED -> repeated(event);
            case FULL ->
                later(config.maxInFlight() + " events are being worked on (sli-provider.events.max-in-flight)");
            case HEAVY -> later("the events that are being worked on have an eighth of the heap");
            case STOPPING -> later("this process is ending");
        };
    }

    private static Uni<Response> repeated(KeptnEvent event) {
        LOG.debugf("ignored event %s: it came before", event.id());
        return Uni.createFrom().item(Response.accepted().build());
    }

    private Uni<Response> accept(KeptnEvent event, Deadline deadline, Sink sink, int bytes) {
        answers(event, deadline)
                .onItem()
                .transformToUniAndConcatenate(answer -> sink.send(answer, () -> intake.forget(event.id())))
                .onTermination()
                .invoke(() -> {
                    intake.answered(event.id());
                    intake.leave(bytes);
                })
                .subscribe()
                .with(sent -> {}, failure -> LOG.errorf(failure, "bug: event %s was not answered", event.id()));
        return Uni.createFrom().item(Response.accepted().build());
    }

    /** The work goes on to its end although the caller may be gone by then; the answer is not lost with him. */
    private Uni<Response> reply(KeptnEvent event, Deadline deadline, Optional<Duration> wait, int bytes) {
        Uni<KeptnEvent> finished = SharedRead.of(
                answers(event, deadline).collect().last().onTermination().invoke(() -> intake.leave(bytes)));
        finished.subscribe().with(answer -> {}, failure -> LOG.errorf(failure, "bug: no answer for %s", event.id()));
        return finished.map(answer -> response(answer, wait)).onCancellation().invoke(() -> finished.onItem()
                .ifNotNull()
                .transformToUni(answer -> undelivered(event, answer))
                .subscribe()
                .with(sent -> {}));
    }

    private Uni<Void> undelivered(KeptnEvent event, KeptnEvent answer) {
        return intake.mayPublish(event.id())
                ? undelivered.send(answer, () -> intake.forget(event.id()))
                : Uni.createFrom().voidItem();
    }

    private Response response(KeptnEvent finished, Optional<Duration> wait) {
        if (finished == null) {
            return Response.accepted().build();
        }
        var response = Response.ok(EventFormat.write(finished), EventFormat.MEDIA_TYPE);
        wait.ifPresent(time ->
                response.header("Preference-Applied", "wait=" + applied(time).toSeconds()));
        return response.build();
    }

    private Duration applied(Duration wait) {
        return wait.compareTo(config.deadline()) < 0 ? wait : config.deadline();
    }

    /** Deferred, so that whatever happens comes to an end that is seen. */
    private Multi<KeptnEvent> answers(KeptnEvent event, Deadline deadline) {
        return Multi.createFrom().deferred(() -> answers.to(event, deadline));
    }

    private static Uni<Response> later(String why) {
        Response refusal = new Problem(503, "Not now", why + "; send this one again", Optional.empty()).response();
        return Uni.createFrom()
                .item(Response.fromResponse(refusal).header("Retry-After", 1).build());
    }

    private static Uni<Response> refuse(int status, String title, String detail, String field) {
        LOG.debugf("refused a request with HTTP %d: %s", status, detail);
        return Uni.createFrom().item(new Problem(status, title, detail, Optional.of(field)).response());
    }
}
