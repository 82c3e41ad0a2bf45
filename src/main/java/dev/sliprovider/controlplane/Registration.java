package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.controlplane.RegistrationState.Confirmed;
import dev.sliprovider.controlplane.RegistrationState.NotNeeded;
import dev.sliprovider.controlplane.RegistrationState.Registered;
import dev.sliprovider.controlplane.RegistrationState.Starting;
import dev.sliprovider.controlplane.RegistrationState.Stopped;
import dev.sliprovider.controlplane.RegistrationState.Unregistered;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.transport.Subscription;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.TransportKind;
import dev.sliprovider.transport.Transports;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Registers the program with Keptn's control plane, pings it, and applies the subscriptions that Keptn returns (contract
 * §4.2). If the control plane is unavailable, the last known subscriptions apply, at first the configured ones.
 */
@Singleton
public final class Registration {

    private static final Logger LOG = Logger.getLogger(Registration.class);
    /** The shortest time that can be scheduled. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ControlPlaneConfig config;
    private final ControlPlane controlPlane;
    private final Subscriptions subscriptions;
    private final Transports transports;
    private final Integration integration;
    private final List<Subscription> configured;
    private final SubscriptionLog log;
    private final Heartbeat heartbeat;
    private volatile RegistrationState state = new Starting();

    Registration(
            ControlPlaneConfig config,
            ControlPlane controlPlane,
            Subscriptions subscriptions,
            Transports transports,
            Gateway gateway) {
        this.config = config;
        this.controlPlane = controlPlane;
        this.subscriptions = subscriptions;
        this.transports = transports;
        this.integration = Integration.of(config, gateway.isRemote());
        this.configured = SubscriptionParser.configured(config, subscriptions.heard());
        this.log = new SubscriptionLog(controlPlane.toString(), integration.name(), configured, subscriptions.heard());
        this.heartbeat = new Heartbeat(config);
    }

    /** Begins to register. Does nothing if events are pushed over HTTP, because their sender is registered instead. */
    public synchronized void start() {
        if (transports.kind() == TransportKind.HTTP) {
            state = new NotNeeded();
        } else if (ControlPlaneSettingsCheck.isRegistrationDisabled(config)) {
            state = new NotNeeded();
            LOG.infof("subscriptions, fixed: %s", SubscriptionParser.describe(configured));
            subscriptions.replace(configured);
        } else {
            state = new Unregistered(Optional.empty());
            schedule(AT_ONCE);
        }
    }

    /** The process shuts down: subscriptions do not change any more. */
    public synchronized void stop() {
        state = state.stopped();
    }

    /**
     * All events are answered: waits for the last entries of the control plane's log, and deletes the registration if that is
     * configured.
     *
     * @return completes in at most two seconds, and never fails
     */
    public Uni<Void> leave() {
        return new Deregistration(controlPlane).run(id().filter(known -> config.unregister()));
    }

    /** @return the id that the control plane has assigned, if any */
    Optional<String> id() {
        return state.id();
    }

    /** @return why the program is not registered; empty if it is registered or need not be */
    Optional<String> trouble() {
        return switch (state) {
            case Starting starting -> Optional.of("the program is starting");
            case NotNeeded notNeeded -> Optional.empty();
            case Unregistered unregistered -> heartbeat.trouble();
            case Registered registered -> heartbeat.trouble();
            case Confirmed confirmed -> heartbeat.trouble();
            case Stopped stopped -> heartbeat.trouble();
        };
    }

    private void schedule(Duration pause) {
        Infrastructure.getDefaultWorkerPool().schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Pings or registers, and schedules the next round after any outcome. */
    private void round() {
        Uni<Duration> pause = Uni.createFrom()
                .deferred(() -> id().map(this::ping).orElseGet(this::register))
                .onFailure()
                .invoke(failure -> LOG.error("bug: a ping of the control plane failed", failure))
                .onFailure()
                .recoverWithItem(config.pingInterval());
        pause.subscribe().with(this::next);
    }

    private synchronized void next(Duration pause) {
        if (!isStopped()) {
            schedule(pause);
        }
    }

    private boolean isStopped() {
        return state instanceof Stopped;
    }

    /** Sends the last known subscriptions, so that changes made in Bridge survive if Keptn has lost the registration. */
    private Uni<Duration> register() {
        ObjectNode body = integration.registration(state.known().orElse(configured));
        return controlPlane.register(body).map(reply -> switch (reply) {
            case RequestOutcome.Done done -> registered(done);
            case RequestOutcome.Unknown unknown ->
                failed(new RequestOutcome.Failed(unknown.why() + "; " + controlPlane.checkAddress(), true));
            case RequestOutcome.Failed failed -> failed(failed);
        });
    }

    private Uni<Duration> ping(String id) {
        return controlPlane.ping(id).map(reply -> switch (reply) {
            case RequestOutcome.Done done -> confirmed(done);
            case RequestOutcome.Unknown unknown -> forgotten(unknown);
            case RequestOutcome.Failed failed -> failed(failed);
        });
    }

    private synchronized Duration registered(RequestOutcome.Done done) {
        String id = done.body().path("id").asText();
        if (id.isBlank()) {
            return failed(controlPlane.notUnderstood("a registration"));
        }
        state = state.registered(id);
        return AT_ONCE;
    }

    private synchronized Duration confirmed(RequestOutcome.Done done) {
        Optional<List<Subscription>> read = SubscriptionParser.read(done.body());
        if (read.isEmpty()) {
            return failed(controlPlane.notUnderstood("a ping"));
        }
        heartbeat.answered();
        if (!isStopped()) {
            log.changed(state.known(), read.get());
            state = state.confirmed(read.get());
            subscriptions.replace(read.get());
        }
        return config.pingInterval();
    }

    /** Registers again immediately; after a pause if Keptn does not know a new id, to avoid an endless loop. */
    private synchronized Duration forgotten(RequestOutcome.Unknown unknown) {
        boolean wasConfirmed = state instanceof Confirmed;
        state = state.forgotten();
        if (wasConfirmed) {
            LOG.info("Keptn no longer knows this integration; registering it again");
            return AT_ONCE;
        }
        return failed(new RequestOutcome.Failed(unknown.why(), true));
    }

    private synchronized Duration failed(RequestOutcome.Failed failed) {
        if (state.known().isEmpty() && !isStopped()) {
            subscriptions.replace(configured);
        }
        return heartbeat.failed(
                failed, "these subscriptions are in force: " + SubscriptionParser.describe(subscriptions.current()));
    }
}
