package dev.sliprovider.polling;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.Sink;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import dev.sliprovider.transport.UndeliveredAnswers;
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
 * Looks for events in the datastore behind Keptn's API again and again, because the API brings none (contract §3.3,
 * §3.4), and posts answers to the API.
 */
@Singleton
public final class DatastorePolling implements Transport {

    private static final Logger LOG = Logger.getLogger(DatastorePolling.class);
    /** Of pauses while nothing works, in intervals. */
    private static final int LONGEST_PAUSE = 6;

    private static final int PROJECTS_AT_ONCE = 4;

    private final PollingConfig config;
    private final EventsConfig events;
    private final Gateway gateway;
    private final EventGate gate;
    private final UndeliveredAnswers undelivered;
    private final Outage outage = new Outage(LOG, "polling", "no events were read from Keptn's API yet");
    private Datastore datastore;
    private Projects projects;
    private Candidates candidates;
    private Sink answers;

    DatastorePolling(
            PollingConfig config,
            EventsConfig events,
            Gateway gateway,
            EventGate gate,
            UndeliveredAnswers undelivered) {
        this.config = config;
        this.events = events;
        this.gateway = gateway;
        this.gate = gate;
        this.undelivered = undelivered;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.POLLING;
    }

    @Override
    public void start() {
        if (!gateway.isRemote()) {
            throw new IllegalArgumentException("sli-provider.events.transport is polling, but there is no API to ask;"
                    + " set KEPTN_API_ENDPOINT (sli-provider.api.endpoint)");
        }
        Bounds.positive("sli-provider.polling.interval", config.interval());
        Bounds.notNegative("sli-provider.polling.look-back", config.lookBack());
        Bounds.notNegative("sli-provider.polling.projects-for", config.projectsFor());
        datastore = new Datastore(
                gateway, gateway.timeout(), gate.heard().iterator().next());
        projects = new Projects(config, datastore);
        candidates = new Candidates(config, datastore, gate, outage::begins);
        answers = new Sink(gateway, address(), events, undelivered, this::isAnswered);
        LOG.infof("events older than %s are left alone", candidates.beginning());
        schedule(Duration.ofMillis(1));
    }

    private Uni<Boolean> isAnswered(KeptnEvent answer) {
        return datastore.isAnswered(
                answer.data().path("project").asText(),
                answer.shkeptncontext().orElse(null),
                answer.triggeredid().orElse(""));
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        return answers.send(answer)
                .onFailure(failure -> failure instanceof Sink.NotTakenException notTaken && notTaken.isForGood())
                .invoke(() -> candidates.refusedForGood(answer.triggeredid().orElse("")));
    }

    @Override
    public Optional<String> trouble() {
        return outage.trouble();
    }

    @Override
    public void stopIntake() {
        candidates.close();
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
        if (candidates.isOpen()) {
            Infrastructure.getDefaultWorkerPool().schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whatever comes of it, there is a next look. */
    private void look() {
        Uni.createFrom()
                .deferred(projects::names)
                .flatMap(this::lookAt)
                .subscribe()
                .with(done -> next(Optional.empty()), failure -> next(Optional.of(first(failure))));
    }

    private static Throwable first(Throwable failure) {
        return failure instanceof CompositeException all ? all.getCauses().getFirst() : failure;
    }

    /** A project that cannot be read keeps no other from being read. */
    private Uni<Void> lookAt(List<String> names) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUni(candidates::take)
                .collectFailures()
                .merge(PROJECTS_AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private void next(Optional<Throwable> failure) {
        switch (failure.orElse(null)) {
            case null -> outage.works();
            case Pages.UnreadableException unreadable -> outage.failed(unreadable.getMessage());
            case Throwable bug -> {
                LOG.error("bug: a look for events came to nothing", bug);
                outage.failed(bug.toString());
            }
        }
        int factor = Math.min(LONGEST_PAUSE, 1 + outage.failures());
        schedule(config.interval().multipliedBy(factor));
    }
}
