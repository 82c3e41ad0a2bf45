package dev.sliprovider.getsli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.GetSliFinished;
import dev.sliprovider.keptn.GetSliTriggered;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Answers an event: {@code started} first, then exactly one {@code finished}, whatever happens in between. */
@Singleton
public final class GetSliHandler {

    private static final Logger LOG = Logger.getLogger(GetSliHandler.class);
    private static final Duration GRACE = Duration.ofMillis(250);
    private static final int LOGGED_LENGTH = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final SliRetrieval retrieval;
    private final GetSliConfig config;
    private final GetSliMetrics metrics;
    private final Stopping stopping;

    GetSliHandler(SliRetrieval retrieval, GetSliConfig config, GetSliMetrics metrics, Stopping stopping) {
        this.stopping = stopping;
        this.retrieval = retrieval;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * @param event any event
     * @param deadline when the answer must be there, counted from receipt
     * @return the answers in order: none if the event is not for this provider, else {@code started} and
     *     {@code finished}; never fails
     */
    public Multi<KeptnEvent> answer(KeptnEvent event, Deadline deadline) {
        if (!event.type().equals(EventType.GET_SLI_TRIGGERED)) {
            return ignored(event, "its type is " + event.type());
        }
        GetSliTriggered request = GetSliTriggered.from(event);
        if (!request.sliProvider().equals(config.provider())) {
            return ignored(event, "its sliProvider is \"" + request.sliProvider() + "\"");
        }
        var replies = new Replies(event, request, config.source());
        // Nobody waits for it (contract §1.8), so nothing may keep the finished event from being sent.
        Multi<KeptnEvent> started =
                Multi.createFrom().item(replies::started).onFailure().recoverWithCompletion();
        Multi<KeptnEvent> finished = finished(event, request, replies, deadline).toMulti();
        return Multi.createBy().concatenating().streams(started, finished);
    }

    /** The process ends: what is under way may go on for the grace period, and is then answered as errored. */
    public void stopSoon() {
        stopping.begin();
    }

    private Multi<KeptnEvent> ignored(KeptnEvent event, String why) {
        LOG.debugf("ignored event %s: %s", oneLine(event.id()), oneLine(why));
        metrics.ignored();
        return Multi.createFrom().empty();
    }

    private Uni<KeptnEvent> finished(KeptnEvent event, GetSliTriggered request, Replies replies, Deadline deadline) {
        long began = System.nanoTime();
        return Uni.createFrom().deferred(() -> {
            metrics.started();
            return outcome(event, request, deadline)
                    .invoke(outcome ->
                            done(event, request, outcome, deadline, Duration.ofNanos(System.nanoTime() - began)))
                    .map(replies::finished)
                    .onFailure()
                    .recoverWithItem(failure -> replies.finished(errored(sentence(event, failure), request)))
                    .onTermination()
                    .invoke(metrics::ended);
        });
    }

    private Uni<GetSliFinished> outcome(KeptnEvent event, GetSliTriggered request, Deadline deadline) {
        // On a worker and below the timer, which is set by then: a stage that blocks does not make the answer late.
        Uni<GetSliFinished> retrieved = Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(begun -> retrieval.retrieve(request.toTask(), deadline, value -> {}))
                .ifNoItem()
                .after(deadline.left().plus(GRACE))
                .on(Timeouts.clock())
                .recoverWithItem(() -> errored("the deadline was reached before anything was known", request));
        Uni<GetSliFinished> stopped = stopping.timeIsOver()
                .map(over -> errored("the SLI provider is shutting down; evaluate again", request));
        return Uni.combine()
                .any()
                .of(retrieved, stopped)
                .onFailure()
                .recoverWithItem(failure -> errored(sentence(event, failure), request));
    }

    /** The one place that catches everything: a bug is answered too, and told with its stack. */
    private static String sentence(KeptnEvent event, Throwable failure) {
        return switch (failure) {
            case InvalidEventException e -> e.getMessage();
            case SliConfigException e -> e.getMessage();
            case EndpointException e -> e.getMessage();
            default -> {
                LOG.errorf(failure, "bug: get-sli failed for event %s", oneLine(event.id()));
                yield "internal error of the SLI provider ("
                        + failure.getClass().getSimpleName() + "); its log has the details under event " + event.id();
            }
        };
    }

    private static GetSliFinished errored(String message, GetSliTriggered request) {
        return GetSliFinished.errored(message, request.indicators());
    }

    private void done(
            KeptnEvent event, GetSliTriggered request, GetSliFinished outcome, Deadline deadline, Duration took) {
        metrics.answered(outcome, took);
        if (deadline.left().isZero()) {
            metrics.deadlineReached();
        }
        long missing =
                outcome.values().stream().filter(Missing.class::isInstance).count();
        String scope = String.join("/", request.project(), request.stage(), request.service());
        LOG.infof(
                "get-sli %s for %s: %s/%s, %d values, %d missing, %d ms",
                oneLine(event.shkeptncontext().orElse(event.id())),
                oneLine(scope),
                outcome.status().wireName(),
                outcome.result().wireName(),
                outcome.values().size() - missing,
                missing,
                took.toMillis());
    }

    /** Names come from outside; none of them may look like a line of the log. */
    private static String oneLine(String text) {
        String shown = text.length() <= LOGGED_LENGTH ? text : text.substring(0, LOGGED_LENGTH) + "…";
        return CONTROL.matcher(shown).replaceAll("?");
    }
}
