package dev.sliprovider.polling;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.Sink;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import dev.sliprovider.transport.UndeliveredAnswers;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Polls the datastore through Keptn's API for events, because the API does not push them (contract §3.3, §3.4), and
 * posts answers to the API.
 */
@Singleton
public final class DatastorePolling implements Transport {

    private static final Logger LOG = Logger.getLogger(DatastorePolling.class);
    /** Bound of the pauses during an outage, in polling intervals. */
    private static final int LONGEST_PAUSE = 6;

    private static final int PROJECTS_AT_ONCE = 4;
    /** Pause before the next check whether the subscriptions are known. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(50);

    private final PollingConfig config;
    private final EventsConfig events;
    private final Gateway gateway;
    private final EventGate gate;
    private final WorkRegistry works;
    private final Subscriptions subscriptions;
    private final UndeliveredAnswers undelivered;
    private final FailureLog failures = new FailureLog(LOG, "polling", "no events were read from Keptn's API yet");
    private Datastore datastore;
    private Projects projects;
    private EventDelivery delivery;
    private EventPoller poller;
    private Sink answers;

    DatastorePolling(
            PollingConfig config,
            EventsConfig events,
            Gateway gateway,
            EventGate gate,
            WorkRegistry works,
            Subscriptions subscriptions,
            UndeliveredAnswers undelivered) {
        this.config = config;
        this.events = events;
        this.gateway = gateway;
        this.gate = gate;
        this.works = works;
        this.subscriptions = subscriptions;
        this.undelivered = undelivered;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.POLLING;
    }

    @Override
    public void start() {
        if (!gateway.isRemote()) {
            throw new IllegalArgumentException("sli-provider.events.transport is polling, but no API is configured;"
                    + " set KEPTN_API_ENDPOINT (sli-provider.api.endpoint)");
        }
        datastore = new Datastore(gateway, gateway.timeout());
        projects = new Projects(config, datastore);
        delivery = new EventDelivery(config, datastore, gate, works);
        poller = new EventPoller(config, datastore, gate, delivery, failures::progressed);
        answers = new Sink(gateway, address(), events, undelivered, this::isPublished);
        LOG.infof("events older than %s are ignored", poller.beginning());
        schedule(Duration.ofMillis(1));
    }

    private Uni<Boolean> isPublished(KeptnEvent answer) {
        return datastore
                .answeredBy(
                        answer.data().path("project").asText(),
                        answer.shkeptncontext().orElse(""),
                        answer.type(),
                        answer.triggeredid().orElse(""))
                .map(sources -> sources.contains(answer.source().toString()));
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        return answers.send(answer)
                .onFailure(failure -> failure instanceof Sink.NotTakenException notTaken && notTaken.isForGood())
                .invoke(() ->
                        delivery.history().refusedForGood(answer.triggeredid().orElse("")));
    }

    @Override
    public Optional<String> trouble() {
        return failures.trouble();
    }

    @Override
    public void stopIntake() {
        delivery.close();
    }

    @Override
    public void close() {
        answers.giveUp();
    }

    @Override
    public String describe() {
        return "read from " + HttpAddress.describe(address()).replaceFirst("/v1/event$", "") + " every "
                + config.interval().toMillis() + " ms, projects: " + projects.describe();
    }

    private URI address() {
        return URI.create(gateway.base("", "http://api-service:8080") + "/v1/event");
    }

    private void schedule(Duration pause) {
        if (delivery.isOpen()) {
            Infrastructure.getDefaultWorkerPool().schedule(this::pollAll, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Polls all projects, and schedules the next poll after any outcome. The first poll waits until the subscriptions are
     * known: before, the gate would ignore each event, and polling would not read it again.
     */
    private void pollAll() {
        if (!subscriptions.areKnown()) {
            schedule(SHORT_PAUSE);
            return;
        }
        Uni.createFrom()
                .deferred(projects::names)
                .flatMap(this::poll)
                .subscribe()
                .with(done -> next(Optional.empty()), failure -> next(Optional.of(first(failure))));
    }

    private static Throwable first(Throwable failure) {
        return failure instanceof CompositeException all ? first(all.getCauses().getFirst()) : failure;
    }

    /** A project that cannot be read does not prevent the others from being read. */
    private Uni<Void> poll(List<String> names) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUni(poller::poll)
                .collectFailures()
                .merge(PROJECTS_AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private void next(Optional<Throwable> failure) {
        switch (failure.orElse(null)) {
            case null -> failures.succeeded();
            case Pages.UnreadableException unreadable -> failures.failed(unreadable.getMessage());
            case Throwable bug -> {
                LOG.error("bug: polling for events failed", bug);
                failures.failed(bug.toString());
            }
        }
        int inARow = failures.failures();
        schedule(inARow == 0 ? config.interval() : backoff().pause(inARow));
    }

    private Backoff backoff() {
        return new Backoff(config.interval(), config.interval().multipliedBy(LONGEST_PAUSE));
    }
}
